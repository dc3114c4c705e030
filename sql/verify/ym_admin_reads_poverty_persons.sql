-- Verify yimeng:ym_admin_reads_poverty_persons on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_admin lacks SELECT on columns of poverty_person')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'poverty_person'
		AND privilege_type = 'SELECT';
