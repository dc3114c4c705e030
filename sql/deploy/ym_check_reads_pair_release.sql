-- Deploy yimeng:ym_check_reads_pair_release to mysql
-- The checks read pair_release.
GRANT SELECT ON pair_release TO ym_check@localhost;
