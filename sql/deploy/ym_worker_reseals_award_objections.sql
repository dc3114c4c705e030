-- Deploy yimeng:ym_worker_reseals_award_objections to mysql
-- Keys rotate.
GRANT SELECT (id, code, body_sealed, contact_sealed), UPDATE (body_sealed, contact_sealed) ON award_objection TO
	ym_worker@localhost;
