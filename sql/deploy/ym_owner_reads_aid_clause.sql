-- Deploy yimeng:ym_owner_reads_aid_clause to mysql
-- The triggers read the rows they keep.
GRANT SELECT ON aid_clause TO ym_owner@localhost;
