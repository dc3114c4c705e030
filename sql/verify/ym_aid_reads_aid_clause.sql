-- Verify yimeng:ym_aid_reads_aid_clause on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on aid_clause')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_clause'
		AND privilege_type = 'SELECT';
