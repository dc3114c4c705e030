-- Verify yimeng:need on mysql
SELECT id, campaign_id, kind, item, unit, wanted, met, unit_cost_fen, address, hours, telephone
	FROM need WHERE FALSE;
