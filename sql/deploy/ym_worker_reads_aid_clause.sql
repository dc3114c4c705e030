-- Deploy yimeng:ym_worker_reads_aid_clause to mysql
-- Jobs read aid_clause.
GRANT SELECT ON aid_clause TO ym_worker@localhost;
