-- Deploy yimeng:giving_total_row to mysql
-- From what the tallies say now, for an installation that has some.
INSERT INTO giving_total (id, received_fen, gift_count)
	SELECT 1, COALESCE(SUM(received_fen), 0), COALESCE(SUM(gift_count), 0) FROM campaign_tally
	ON DUPLICATE KEY UPDATE received_fen = VALUES(received_fen), gift_count = VALUES(gift_count);
