-- Revert yimeng:ym_owner_reads_allocation from mysql
REVOKE SELECT ON allocation FROM ym_owner@localhost;
