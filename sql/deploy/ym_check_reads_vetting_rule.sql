-- Deploy yimeng:ym_check_reads_vetting_rule to mysql
-- The checks read vetting_rule.
GRANT SELECT ON vetting_rule TO ym_check@localhost;
