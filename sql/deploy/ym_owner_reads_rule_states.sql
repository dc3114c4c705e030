-- Deploy yimeng:ym_owner_reads_rule_states to mysql
-- The triggers read the rows they keep.
GRANT SELECT ON aid_rule_version TO ym_owner@localhost;
