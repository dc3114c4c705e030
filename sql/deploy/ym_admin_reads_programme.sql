-- Deploy yimeng:ym_admin_reads_programme to mysql
-- The staff program reads programme.
GRANT SELECT ON programme TO ym_admin@localhost;
