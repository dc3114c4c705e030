-- Revert yimeng:ym_check_reads_vetting_check from mysql
REVOKE SELECT ON vetting_check FROM ym_check@localhost;
