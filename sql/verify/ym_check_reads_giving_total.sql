-- Verify yimeng:ym_check_reads_giving_total on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check may not read giving_total') FROM mysql.tables_priv
	WHERE User = 'ym_check' AND Host = 'localhost' AND Table_name = 'giving_total' AND Db = DATABASE();
