-- Verify yimeng:ym_pledge on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no account ym_pledge')
	FROM mysql.global_priv WHERE user = 'ym_pledge' AND host = 'localhost';
