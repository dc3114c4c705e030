-- Deploy yimeng:ym_match_keeps_families to mysql
-- Families come forward and change what they said.
GRANT SELECT (id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, words_sealed,
	telephone_index, offers, available, travel_km, capacity, applied_at, vetting_at, approved_at, approved_until,
	renewal_asked_at, suspended_at, withdrawn_at, denied_at, reason, state, live, form_digest, payload_digest, updated_at,
	erased_at), INSERT (code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, words_sealed,
	telephone_index, name_index, offers, available, travel_km, capacity, language, applied_at, form_digest, payload_digest,
	updated_at), UPDATE (unit_id, path, home_code, address_sealed, offers, available, travel_km, capacity, vetting_at,
	approved_at, approved_by, approved_until, renewal_asked_at, withdrawn_at, updated_at) ON family TO ym_match@localhost;
