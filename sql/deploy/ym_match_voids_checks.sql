-- Deploy yimeng:ym_match_voids_checks to mysql
-- Families see their checks; a move voids some.
GRANT SELECT (id, family_id, adult_id, rule_id, passed, valid_until, voided_at), UPDATE (voided_at, void_reason) ON
	vetting_check TO ym_match@localhost;
