-- Revert yimeng:ym_owner_reads_pairing_student from mysql
REVOKE SELECT ON pairing_student FROM ym_owner@localhost;
