-- Deploy yimeng:ym_check_reads_pair_notice to mysql
-- The checks read pair_notice.
GRANT SELECT ON pair_notice TO ym_check@localhost;
