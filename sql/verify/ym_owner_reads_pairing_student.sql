-- Verify yimeng:ym_owner_reads_pairing_student on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner lacks SELECT on pairing_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pairing_student'
		AND privilege_type = 'SELECT';
