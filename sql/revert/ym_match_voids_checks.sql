-- Revert yimeng:ym_match_voids_checks from mysql
REVOKE SELECT (id, family_id, adult_id, rule_id, passed, valid_until, voided_at), UPDATE (voided_at, void_reason) ON
	vetting_check FROM ym_match@localhost;
