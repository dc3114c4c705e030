-- Deploy yimeng:ym_aid_reads_aid_clause to mysql
-- The aid program reads aid_clause.
GRANT SELECT ON aid_clause TO ym_aid@localhost;
