-- Deploy yimeng:ym_check_reads_programme to mysql
-- The checks read programme.
GRANT SELECT ON programme TO ym_check@localhost;
