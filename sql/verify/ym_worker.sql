-- Verify yimeng:ym_worker on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_worker')
	FROM mysql.global_priv WHERE user = 'ym_worker' AND host = 'localhost';
