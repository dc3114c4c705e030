-- Deploy yimeng:role_grant_listed_rows to mysql
-- Grants that were there before the triggers.
UPDATE role_grant g JOIN unit u ON u.id = g.unit_id JOIN account a ON a.id = g.account_id SET g.path = u.path, g.login = a.login
	WHERE g.path <> u.path OR g.login <> a.login;
