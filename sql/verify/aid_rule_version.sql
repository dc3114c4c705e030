-- Verify yimeng:aid_rule_version on mysql
SELECT id, programme_id, version, valid_from, valid_to, law_ref, source, confirmed, drafted_at, drafted_by,
	submitted_at, submitted_by, returned_at, return_reason, published_at, published_by, state
FROM aid_rule_version WHERE FALSE;
