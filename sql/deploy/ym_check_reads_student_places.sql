-- Deploy yimeng:ym_check_reads_student_places to mysql
-- Read-only, for the invariants.
GRANT SELECT (id, school_id, path) ON student TO ym_check@localhost;
