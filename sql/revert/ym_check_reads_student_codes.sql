-- Revert yimeng:ym_check_reads_student_codes from mysql
REVOKE SELECT (code) ON student FROM ym_check@localhost;
