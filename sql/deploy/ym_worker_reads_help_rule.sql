-- Deploy yimeng:ym_worker_reads_help_rule to mysql
-- The worker reads deadlines.
GRANT SELECT ON help_rule TO ym_worker@localhost;
