-- Verify yimeng:ym_match on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_match')
	FROM mysql.global_priv WHERE user = 'ym_match' AND host = 'localhost';
