-- Deploy yimeng:ym_check_reads_match_run to mysql
-- The checks read match_run.
GRANT SELECT ON match_run TO ym_check@localhost;
