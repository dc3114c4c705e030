-- Deploy yimeng:ym_worker_reads_retention_rules to mysql
-- How long what is kept.
GRANT SELECT ON retention_rule TO ym_worker@localhost;
