-- Revert yimeng:ym_admin_reads_match_weight from mysql
REVOKE SELECT ON match_weight FROM ym_admin@localhost;
