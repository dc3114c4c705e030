-- Deploy yimeng:ym_check_reads_family_facts to mysql
-- The checks read facts of families.
GRANT SELECT (id, code, unit_id, path, home_code, offers, available, travel_km, capacity, applied_at, vetting_at,
	approved_at, approved_by, approved_until, suspended_at, withdrawn_at, denied_at, state, live, erased_at) ON family TO
	ym_check@localhost;
