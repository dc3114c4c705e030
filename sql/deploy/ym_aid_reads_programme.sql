-- Deploy yimeng:ym_aid_reads_programme to mysql
-- The aid program reads programme.
GRANT SELECT ON programme TO ym_aid@localhost;
