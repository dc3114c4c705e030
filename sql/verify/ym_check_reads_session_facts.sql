-- Verify yimeng:ym_check_reads_session_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 9, 'ym_check lacks SELECT on columns of staff_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'staff_session'
		AND privilege_type = 'SELECT';
