-- @campaigns campaigns of one invented charity, numbered from 1001, four fifths of them open: many a year's worth, to see
-- what grows with them. Run again it changes nothing.
INSERT IGNORE INTO charity (id, name, credit_code, licence_number, address, telephone)
VALUES (1000, '测量用慈善会', '53371300MJD0009999', '公募证第 1000 号', '临沂市兰山区示例路 1 号', '0539-0000000');

CREATE TEMPORARY TABLE county (place INT PRIMARY KEY, code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin);
INSERT INTO county SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, code FROM division WHERE level = 'county';
SET @counties = (SELECT COUNT(*) FROM county), @today = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR);

INSERT IGNORE INTO campaign (id, charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url,
	account_name, account_bank, account_number, goal_fen, starts, ends, published_at, updated_at)
SELECT 1000 + s.seq, 1000, IF(s.seq % 7 = 0, NULL, c.code), CONCAT('“金秋助学”第 ', s.seq, ' 期：困难家庭大一新生'),
	'为考上大学的困难家庭学生补上第一年的学费和路费，县里的补助之外，每人还差约 1,600 元，开学以前发到学生手里。',
	REPEAT('全县今年有 312 名家庭困难的学生考上大学。县里的补助之外，每人还差约 1,600 元的路费和生活费。\n\n', 3),
	CONCAT('53371300MJD0009999N', s.seq), '示例公益平台', 'https://platform.example/', '测量用慈善会', '示例银行临沂分行',
	'3700000000000000001', 10000000 + s.seq % 97 * 1000000, @today - INTERVAL (30 + s.seq % 300) DAY,
	IF(s.seq <= @campaigns * 4 DIV 5, @today + INTERVAL IF(s.seq % 3 = 0, s.seq % 14, 15 + s.seq * 31 % 240) DAY, @today - INTERVAL (1 + s.seq % 29) DAY),
	@today - INTERVAL (30 + s.seq % 300) DAY + INTERVAL s.seq % 86400 SECOND, @today
FROM seq_1_to_100000 s JOIN county c ON c.place = s.seq % @counties
WHERE s.seq <= @campaigns;

INSERT IGNORE INTO campaign_tally (campaign_id, received_fen, pledged_fen, gift_count, pledge_count)
SELECT id, goal_fen * (id % 130) DIV 100, goal_fen * (id % 17) DIV 100, id % 900, id % 1000
FROM campaign WHERE charity_id = 1000;

-- Thirty gifts each of the first hundred, once.
INSERT INTO allocation (campaign_id, amount_fen, received_on, shown_name, message, approved_at, demo)
SELECT c.id, 10000 + s.seq * 100, @today - INTERVAL s.seq DAY, IF(s.seq % 3 = 0, NULL, '李**'),
	IF(s.seq % 4 = 0, '愿孩子们安心读书。', NULL), @today, TRUE
FROM campaign c JOIN seq_1_to_30 s
WHERE c.id BETWEEN 1001 AND 1100 AND NOT EXISTS (SELECT 1 FROM allocation WHERE campaign_id = 1001);

DROP TEMPORARY TABLE county;
