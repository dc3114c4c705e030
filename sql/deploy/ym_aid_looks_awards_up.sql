-- Deploy yimeng:ym_aid_looks_awards_up to mysql
-- Look-up: where an award stands. Not what it was decided on.
GRANT SELECT (id, code, student_id, programme_id, period, amount_fen, applied_at, verified_at, notice_id, approved_at,
	refused_at, refusal, paid_on, paid_fen, confirmed_at, appealed_at, decided_at, changed_at, state) ON award TO
	ym_aid@localhost;
