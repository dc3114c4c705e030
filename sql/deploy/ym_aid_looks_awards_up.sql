-- Deploy yimeng:ym_aid_looks_awards_up to mysql
-- Look-up: where an award stands, not what it was decided on; and what a family says of it.
GRANT SELECT (id, code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, applied_at,
	verified_at, verified_by, notice_id, approved_at, approved_by, refused_at, refused_by, refusal, paid_on, paid_fen,
	confirmed_at, appealed_at, decided_at, changed_at, state), UPDATE (confirmed_at, appealed_at, changed_at) ON award TO
	ym_aid@localhost;
