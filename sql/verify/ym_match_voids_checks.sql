-- Verify yimeng:ym_match_voids_checks on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_match lacks SELECT on columns of vetting_check')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_check'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_match lacks UPDATE on columns of vetting_check')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_check'
		AND privilege_type = 'UPDATE';
