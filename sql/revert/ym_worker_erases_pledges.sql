-- Revert yimeng:ym_worker_erases_pledges from mysql
REVOKE SELECT (id, code, giver, state, paid_fen, registered_at, confirmed_at, withdrawn_at, released_at, refused_at,
	erased_at, name_sealed, receipt_title_sealed, payer_name_sealed), UPDATE (name_sealed, telephone_sealed, email_sealed,
	message_sealed, receipt_title_sealed, payer_name_sealed, telephone_index, last_four_index, session_digest,
	payload_digest, erased_at) ON pledge FROM ym_worker@localhost;
