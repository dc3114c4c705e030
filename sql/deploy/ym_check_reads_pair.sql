-- Deploy yimeng:ym_check_reads_pair to mysql
-- The checks read pair.
GRANT SELECT ON pair TO ym_check@localhost;
