-- Verify yimeng:award_objection on mysql
SELECT id, code, notice_id, line, body_sealed, contact_sealed, form_digest, raised_at, decided_at, decided_by, upheld,
	reason
FROM award_objection WHERE FALSE;
