-- Deploy yimeng:ym_admin_keeps_rule_versions to mysql
-- Staff draft, submit and publish rules.
GRANT INSERT (programme_id, version, valid_from, law_ref, source, drafted_at, drafted_by), UPDATE (drafted_by, valid_from, valid_to,
	law_ref, source, confirmed, submitted_at, submitted_by, returned_at, return_reason, published_at, published_by), DELETE
	ON aid_rule_version TO ym_admin@localhost;
