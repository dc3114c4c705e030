-- Deploy yimeng:ym_check_reads_unfounded to mysql
-- The checks read who asked to close a concern as unfounded.
GRANT SELECT (unfounded_by) ON concern TO ym_check@localhost;
