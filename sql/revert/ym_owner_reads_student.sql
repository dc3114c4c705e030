-- Revert yimeng:ym_owner_reads_student from mysql
REVOKE SELECT ON student FROM ym_owner@localhost;
