-- Verify yimeng:vetting_check on mysql
SELECT id, family_id, adult_id, rule_id, passed, checked_on, valid_until, reference, noted_at, noted_by, voided_at,
	void_reason
FROM vetting_check WHERE FALSE;
