-- Deploy yimeng:ym_admin_reads_vetting_rule to mysql
-- Staff read vetting_rule.
GRANT SELECT ON vetting_rule TO ym_admin@localhost;
