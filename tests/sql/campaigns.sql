-- 5,000 campaigns of several years, as a city has them in the end: 1 in 23 open on @today, 1 in 97 never published, 1 in 53
-- closed early, 1 in 8 for the whole city. For the tests of the plans; the divisions are loaded before.
SET @today = DATE '2026-06-15', max_recursive_iterations = 10000;
INSERT INTO charity (name, credit_code, licence_number, address, telephone)
VALUES ('a', '53371300MJD000011N', 'l', 'a', '1'), ('b', '51371300MA0000007D', 'l', 'a', '1');
INSERT INTO campaign (charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url, account_name,
	account_bank, account_number, goal_fen, starts, ends, published_at, closed_at, updated_at)
WITH RECURSIVE n (i, age) AS (SELECT 1, 7919 MOD 2000 UNION ALL SELECT i + 1, (i + 1) * 7919 MOD 2000 FROM n WHERE i < 5000)
SELECT 1 + i MOD 2, IF(i MOD 8 = 0, NULL, CONCAT('37132', 1 + i MOD 9)), CONCAT('campaign ', i), 'summary', REPEAT('story ', 100),
	'filing', 'platform', 'https://platform.example/', 'account', 'bank', '0000', 10000000, @today - INTERVAL age DAY,
	@today - INTERVAL age - 90 DAY, IF(i MOD 97 = 0, NULL, TIMESTAMP(@today) - INTERVAL age DAY),
	IF(i MOD 53 = 0, TIMESTAMP(@today) - INTERVAL age - 10 DAY, NULL), TIMESTAMP(@today) FROM n;
INSERT INTO campaign_tally (campaign_id) SELECT id FROM campaign;
INSERT INTO allocation (campaign_id, amount_fen, received_on, demo)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
SELECT (SELECT MIN(id) FROM campaign) + i * 31 MOD 5000, 10000, @today - INTERVAL i MOD 1000 DAY, TRUE FROM n;
ANALYZE TABLE campaign, campaign_tally, charity, division, allocation;
