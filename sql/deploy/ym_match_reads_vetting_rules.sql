-- Deploy yimeng:ym_match_reads_vetting_rules to mysql
-- Families see what is checked.
GRANT SELECT ON vetting_rule TO ym_match@localhost;
