-- Deploy yimeng:ym_admin_reads_match_unpaired to mysql
-- Staff read match_unpaired.
GRANT SELECT ON match_unpaired TO ym_admin@localhost;
