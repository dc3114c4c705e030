-- Verify yimeng:campaign on mysql
SELECT id, charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url,
	account_name, account_bank, account_number, goal_fen, starts, ends, published_at, closed_at,
	updated_at, open_until
	FROM campaign WHERE FALSE;
