-- Revert yimeng:ym_admin_reads_match_unpaired from mysql
REVOKE SELECT ON match_unpaired FROM ym_admin@localhost;
