-- Revert yimeng:ym_check_reads_student_places from mysql
REVOKE SELECT (id, school_id, path) ON student FROM ym_check@localhost;
