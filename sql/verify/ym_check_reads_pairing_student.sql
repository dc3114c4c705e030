-- Verify yimeng:ym_check_reads_pairing_student on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on pairing_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pairing_student'
		AND privilege_type = 'SELECT';
