-- Verify yimeng:ym_check on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_check')
	FROM mysql.global_priv WHERE user = 'ym_check' AND host = 'localhost';
