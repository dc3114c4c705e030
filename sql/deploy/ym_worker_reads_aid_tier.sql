-- Deploy yimeng:ym_worker_reads_aid_tier to mysql
-- Jobs read aid_tier.
GRANT SELECT ON aid_tier TO ym_worker@localhost;
