-- Verify yimeng:programme on mysql
SELECT id, code, kind, given_by, county_code, title, title_en, how_to_ask, how_to_ask_en, campaign_id, quota,
	selection, position, created_at
FROM programme WHERE FALSE;
