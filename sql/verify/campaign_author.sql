-- Verify yimeng:campaign_author on mysql
SELECT drafted_by, state FROM campaign WHERE FALSE;
