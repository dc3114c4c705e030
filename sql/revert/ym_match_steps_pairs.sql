-- Revert yimeng:ym_match_steps_pairs from mysql
REVOKE SELECT (id, code, student_id, family_id, run_id, place, shown_band, shown_county, shown_tags, proposed_at,
	held_at, held_until, family_accepted_at, guardian_accepted_at, school_accepted_at, approved_at, activated_at,
	paused_at, pause_reason, ending_at, ending_by, ended_at, end_reason, for_cause, state, live), UPDATE (held_until,
	family_accepted_at, guardian_accepted_at, guardian_channel, paused_at, pause_reason, ending_at, ending_by, ended_at,
	end_reason, decline_reason, updated_at) ON pair FROM ym_match@localhost;
