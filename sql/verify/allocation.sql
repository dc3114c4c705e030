-- Verify yimeng:allocation on mysql
SELECT id, campaign_id, pledge_id, amount_fen, received_on, shown_name, message, approved_at, demo
	FROM allocation WHERE FALSE;
