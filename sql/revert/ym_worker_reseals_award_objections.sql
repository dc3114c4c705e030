-- Revert yimeng:ym_worker_reseals_award_objections from mysql
REVOKE SELECT (id, code, body_sealed, contact_sealed), UPDATE (body_sealed, contact_sealed) ON award_objection FROM
	ym_worker@localhost;
