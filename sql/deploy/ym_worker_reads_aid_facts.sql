-- Deploy yimeng:ym_worker_reads_aid_facts to mysql
-- Awards are computed from the facts.
GRANT SELECT ON aid_fact TO ym_worker@localhost;
