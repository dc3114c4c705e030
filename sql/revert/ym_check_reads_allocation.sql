-- Revert yimeng:ym_check_reads_allocation from mysql
REVOKE SELECT ON allocation FROM ym_check@localhost;
