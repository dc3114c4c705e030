-- Verify yimeng:role_grant_listed_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 0, 'grants do not know their place')
	FROM role_grant g JOIN unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id WHERE g.path <> u.path OR g.login <> a.login;
