-- Deploy yimeng:ym_owner_reads_aid_tier to mysql
-- The triggers read the rows they keep.
GRANT SELECT ON aid_tier TO ym_owner@localhost;
