-- Deploy yimeng:ym_worker_wipes_jobs to mysql
-- By the rules of retention_rule.
GRANT DELETE ON job TO ym_worker@localhost;
