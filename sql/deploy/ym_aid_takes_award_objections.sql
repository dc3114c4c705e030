-- Deploy yimeng:ym_aid_takes_award_objections to mysql
-- Anybody may object.
GRANT SELECT (id, code, notice_id, form_digest, raised_at, decided_at, upheld, reason), INSERT (code, notice_id, line,
	body_sealed, contact_sealed, form_digest, raised_at) ON award_objection TO ym_aid@localhost;
