-- Deploy yimeng:ym_check_reads_concern_held to mysql
-- The checks read who had a concern.
GRANT SELECT ON concern_held TO ym_check@localhost;
