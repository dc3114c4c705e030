-- Deploy yimeng:ym_worker_loads_rule_versions to mysql
-- Rules are loaded from files, in a demonstration published.
GRANT INSERT (programme_id, version, valid_from, valid_to, law_ref, source, confirmed, drafted_at), UPDATE (valid_to,
	published_at) ON aid_rule_version TO ym_worker@localhost;
