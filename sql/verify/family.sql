-- Verify yimeng:family on mysql
SELECT id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, words_sealed, telephone_index,
	name_index, offers, available, travel_km, capacity, language, applied_at, vetting_at, approved_at, approved_by,
	approved_until, renewal_asked_at, told_for, told_last_for, suspended_at, withdrawn_at, denied_at, decided_by, reason, state, live, form_digest, payload_digest,
	updated_at, erased_at
FROM family WHERE FALSE;
