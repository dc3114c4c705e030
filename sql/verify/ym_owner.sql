-- Verify yimeng:ym_owner on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_owner')
	FROM mysql.global_priv WHERE user = 'ym_owner' AND host = 'localhost';
