-- Verify yimeng:ym_admin on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_admin')
	FROM mysql.global_priv WHERE user = 'ym_admin' AND host = 'localhost';
