-- Verify yimeng:ym_aid on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_aid')
	FROM mysql.global_priv WHERE user = 'ym_aid' AND host = 'localhost';
