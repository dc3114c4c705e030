-- Deploy yimeng:ym_worker_loads_programmes to mysql
-- Programmes are loaded from files.
GRANT INSERT (code, kind, given_by, county_code, title, title_en, how_to_ask, how_to_ask_en, campaign_id, quota,
	selection, position, created_at) ON programme TO ym_worker@localhost;
