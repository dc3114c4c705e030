-- Verify yimeng:public_campaign on mysql
SELECT id, title, summary, story, county_code, county, charity, charity_code, charity_address, charity_telephone,
	licence_number, filing_number, platform_name, platform_url, account_name, account_bank, account_number,
	goal, received, pledged, gifts, percent_received, percent_promised, starts, ends, published_at, closed_at, updated_at
	FROM public_campaign WHERE FALSE;
