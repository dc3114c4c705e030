-- Revert yimeng:ym_check_reads_family_facts from mysql
REVOKE SELECT (id, code, unit_id, path, home_code, offers, available, travel_km, capacity, applied_at, vetting_at,
	approved_at, approved_by, approved_until, suspended_at, withdrawn_at, denied_at, state, live, erased_at) ON family FROM
	ym_check@localhost;
