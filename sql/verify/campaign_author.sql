-- Verify yimeng:campaign_author on mysql
SELECT drafted_by, submitted_at, state FROM campaign WHERE FALSE;
