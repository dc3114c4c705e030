-- Revert yimeng:ym_check_reads_campaign from mysql
REVOKE SELECT ON campaign FROM ym_check@localhost;
