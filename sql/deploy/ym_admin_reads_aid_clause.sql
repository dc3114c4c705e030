-- Deploy yimeng:ym_admin_reads_aid_clause to mysql
-- The staff program reads aid_clause.
GRANT SELECT ON aid_clause TO ym_admin@localhost;
