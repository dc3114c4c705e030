-- Deploy yimeng:ym_admin_reads_match_weight to mysql
-- Staff read match_weight.
GRANT SELECT ON match_weight TO ym_admin@localhost;
