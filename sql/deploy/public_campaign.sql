-- Deploy yimeng:public_campaign to mysql
-- Published campaigns, columns named as the programs' structs name them. Nothing that depends on today: state and days
-- left are the asking statement's. `ends` is open_until: the day pledges really stop, early closing included.
-- STRAIGHT_JOIN keeps campaign first and the forced indexes keep it from being read whole, so that an index gives the order
-- of a list and LIMIT stops the reading, at a hundred campaigns as at a hundred thousand.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW public_campaign AS
SELECT c.id, c.title, c.summary, c.story, c.county_code, d.name AS county,
	h.name AS charity, h.credit_code AS charity_code, h.address AS charity_address, h.telephone AS charity_telephone,
	h.licence_number, c.filing_number, c.platform_name, c.platform_url,
	c.account_name, c.account_bank, c.account_number,
	c.goal_fen AS goal, t.received_fen AS received, t.pledged_fen AS pledged, t.gift_count AS gifts,
	t.received_fen * 100 DIV c.goal_fen AS percent_received,
	(t.received_fen + t.pledged_fen) * 100 DIV c.goal_fen AS percent_promised,
	c.starts, c.open_until AS ends, c.published_at, c.closed_at, c.updated_at
FROM campaign c FORCE INDEX (PRIMARY, campaign_by_end, campaign_by_county_end, campaign_by_news)
	STRAIGHT_JOIN campaign_tally t ON t.campaign_id = c.id
	STRAIGHT_JOIN charity h ON h.id = c.charity_id
	LEFT JOIN division d ON d.code = c.county_code
WHERE c.open_until IS NOT NULL;
