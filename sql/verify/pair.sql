-- Verify yimeng:pair on mysql
SELECT id, code, student_id, family_id, run_id, place, shown_band, shown_county, shown_tags, proposed_at, proposed_by,
	held_at, held_until, family_accepted_at, guardian_accepted_at, guardian_channel, guardian_witness_id,
	school_accepted_at, school_accepted_by, approved_at, approved_by, activated_at, activated_by, paused_at, pause_reason, go_on_by,
	ending_at, ending_by, ended_at, end_reason, ended_words, decline_reason, for_cause, state, live, updated_at
FROM pair WHERE FALSE;
