-- Verify yimeng:ym_owner_reads_concern on mysql
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_owner lacks SELECT on columns of concern')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern'
		AND privilege_type = 'SELECT';
