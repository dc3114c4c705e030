-- Verify yimeng:ym_aid_looks_awards_up on mysql
SELECT sqitch.checkit(COUNT(*) >= 26, 'ym_aid lacks SELECT on columns of award')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_aid lacks UPDATE on columns of award')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'UPDATE';
