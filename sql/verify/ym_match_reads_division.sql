-- Verify yimeng:ym_match_reads_division on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match does not read division')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division'
		AND privilege_type = 'SELECT';
