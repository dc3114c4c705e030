-- Verify yimeng:ym_admin_asks_for_gap_runs on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on gap_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_run'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_admin lacks INSERT on columns of gap_run')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_run'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks UPDATE on columns of gap_run')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_run'
		AND privilege_type = 'UPDATE';
