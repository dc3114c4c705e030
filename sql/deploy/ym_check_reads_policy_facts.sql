-- Deploy yimeng:ym_check_reads_policy_facts to mysql
-- The checks read which texts there are.
GRANT SELECT (id, kind, purpose, version) ON policy_text TO ym_check@localhost;
