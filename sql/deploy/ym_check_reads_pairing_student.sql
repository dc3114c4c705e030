-- Deploy yimeng:ym_check_reads_pairing_student to mysql
-- The checks read pairing_student.
GRANT SELECT ON pairing_student TO ym_check@localhost;
