-- Deploy yimeng:ym_worker_wipes_job_lines to mysql
-- By the rules of retention_rule.
GRANT DELETE ON job_line TO ym_worker@localhost;
