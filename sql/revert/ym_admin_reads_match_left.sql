-- Revert yimeng:ym_admin_reads_match_left from mysql
REVOKE SELECT ON match_left FROM ym_admin@localhost;
