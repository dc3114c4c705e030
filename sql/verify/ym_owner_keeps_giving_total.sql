-- Verify yimeng:ym_owner_keeps_giving_total on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner may not keep giving_total') FROM mysql.tables_priv
	WHERE User = 'ym_owner' AND Host = 'localhost' AND Table_name = 'giving_total' AND Db = DATABASE();
