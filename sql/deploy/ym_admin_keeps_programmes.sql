-- Deploy yimeng:ym_admin_keeps_programmes to mysql
-- Staff write programmes.
GRANT INSERT (code, kind, given_by, county_code, title, title_en, how_to_ask, how_to_ask_en, campaign_id, quota,
	selection, position, created_at), UPDATE (title, title_en, how_to_ask, how_to_ask_en, quota, selection, position) ON
	programme TO ym_admin@localhost;
