-- Deploy yimeng:ym_admin_reads_pair_notice to mysql
-- Staff read pair_notice.
GRANT SELECT ON pair_notice TO ym_admin@localhost;
