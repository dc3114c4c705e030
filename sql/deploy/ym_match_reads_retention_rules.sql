-- Deploy yimeng:ym_match_reads_retention_rules to mysql
-- Families ask for erasure against rules.
GRANT SELECT ON retention_rule TO ym_match@localhost;
