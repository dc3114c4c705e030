-- Deploy yimeng:ym_check_reads_match_weight to mysql
-- The checks read match_weight.
GRANT SELECT ON match_weight TO ym_check@localhost;
