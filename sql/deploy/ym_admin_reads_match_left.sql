-- Deploy yimeng:ym_admin_reads_match_left to mysql
-- Staff read match_left.
GRANT SELECT ON match_left TO ym_admin@localhost;
