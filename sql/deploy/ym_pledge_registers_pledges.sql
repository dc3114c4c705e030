-- Deploy yimeng:ym_pledge_registers_pledges to mysql
-- It writes personal fields and never reads them back, nor telephone_index: who has the key could try all numbers against it.
-- Of what is stored it may only note a withdrawal.
GRANT SELECT (campaign_id, code, amount_fen, giver, visibility, receipt_wanted,
	last_four_index, session_digest, form_digest, payload_digest,
	registered_at, confirmed_at, withdrawn_at, released_at, refused_at, paid_fen),
	INSERT (campaign_id, code, amount_fen, giver, visibility, receipt_wanted,
	name_sealed, telephone_sealed, email_sealed, credit_code_sealed, message_sealed, receipt_title_sealed, payer_name_sealed,
	telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at),
	UPDATE (withdrawn_at) ON pledge TO ym_pledge@localhost;
