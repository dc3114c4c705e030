-- Deploy yimeng:ym_check_reads_match_left to mysql
-- The checks read match_left.
GRANT SELECT ON match_left TO ym_check@localhost;
