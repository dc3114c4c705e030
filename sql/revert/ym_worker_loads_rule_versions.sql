-- Revert yimeng:ym_worker_loads_rule_versions from mysql
REVOKE INSERT (programme_id, version, valid_from, valid_to, law_ref, source, confirmed, drafted_at), UPDATE (valid_to,
	published_at) ON aid_rule_version FROM ym_worker@localhost;
