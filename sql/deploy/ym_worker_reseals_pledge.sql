-- Deploy yimeng:ym_worker_reseals_pledge to mysql
-- Key rotation opens, seals and indexes anew.
GRANT SELECT (id, code, campaign_id, amount_fen, giver, visibility, receipt_wanted, name_sealed, telephone_sealed,
		email_sealed, credit_code_sealed, message_sealed, receipt_title_sealed, payer_name_sealed,
		telephone_index, last_four_index, payload_digest),
	UPDATE (name_sealed, telephone_sealed, email_sealed, credit_code_sealed, message_sealed, receipt_title_sealed,
		payer_name_sealed, telephone_index, last_four_index, payload_digest) ON pledge TO ym_worker@localhost;
