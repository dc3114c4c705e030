-- Deploy yimeng:ym_check_reads_match_unpaired to mysql
-- The checks read match_unpaired.
GRANT SELECT ON match_unpaired TO ym_check@localhost;
