-- Verify yimeng:public_gift on mysql
SELECT id, campaign_id, campaign, amount, received_on, shown_name, message
	FROM public_gift WHERE FALSE;
