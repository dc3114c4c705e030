-- Verify yimeng:award on mysql
SELECT id, code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, facts_sealed, facts_digest,
	computed_at, computed_by, applied_at, applied_by, verified_at, verified_by, notice_id, notice_line, approved_at, approved_by, refused_at,
	refused_by, refusal, paid_on, paid_fen, confirmed_at, appealed_at, decided_at, decided_by, stands, changed_at, state
FROM award WHERE FALSE;
