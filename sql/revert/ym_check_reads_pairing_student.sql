-- Revert yimeng:ym_check_reads_pairing_student from mysql
REVOKE SELECT ON pairing_student FROM ym_check@localhost;
