-- Deploy yimeng:ym_check_reads_student_codes to mysql
-- Consents name students by code.
GRANT SELECT (code) ON student TO ym_check@localhost;
