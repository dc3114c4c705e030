-- Deploy yimeng:ym_check_reads_awards to mysql
-- Read-only, for the invariants.
GRANT SELECT (id, code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, computed_at,
	computed_by, applied_at, verified_at, verified_by, notice_id, notice_line, approved_at, approved_by, refused_at,
	refused_by, refusal, paid_on, paid_fen, confirmed_at, appealed_at, decided_at, decided_by, stands, state) ON award TO
	ym_check@localhost;
