-- Deploy yimeng:ym_admin_works_on_awards to mysql
-- Staff take an award through its steps.
GRANT SELECT, INSERT, UPDATE (version_id, decided_for, tier, amount_fen, facts_sealed, facts_digest, applied_at,
	applied_by, verified_at, verified_by, notice_id, notice_line, approved_at, approved_by, refused_at, refused_by,
	refusal, appealed_at, decided_at, decided_by, stands, changed_at) ON award TO ym_admin@localhost;
