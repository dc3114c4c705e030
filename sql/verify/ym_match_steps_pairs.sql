-- Verify yimeng:ym_match_steps_pairs on mysql
SELECT sqitch.checkit(COUNT(*) >= 26, 'ym_match lacks SELECT on columns of pair')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 12, 'ym_match lacks UPDATE on columns of pair')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair'
		AND privilege_type = 'UPDATE';
