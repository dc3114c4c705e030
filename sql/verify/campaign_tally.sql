-- Verify yimeng:campaign_tally on mysql
SELECT campaign_id, received_fen, pledged_fen, gift_count, pledge_count
	FROM campaign_tally WHERE FALSE;
