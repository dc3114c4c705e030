-- Deploy yimeng:ym_admin_reads_retention_rules to mysql
-- How long what is kept.
GRANT SELECT ON retention_rule TO ym_admin@localhost;
