-- Deploy yimeng:ym_check_reads_aid_clause to mysql
-- The checks read aid_clause.
GRANT SELECT ON aid_clause TO ym_check@localhost;
