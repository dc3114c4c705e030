-- Deploy yimeng:ym_worker_reads_aid_rule_version to mysql
-- Jobs read aid_rule_version.
GRANT SELECT ON aid_rule_version TO ym_worker@localhost;
