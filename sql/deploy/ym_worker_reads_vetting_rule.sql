-- Deploy yimeng:ym_worker_reads_vetting_rule to mysql
-- The worker reads vetting_rule.
GRANT SELECT ON vetting_rule TO ym_worker@localhost;
