-- Verify yimeng:ym_check_reads_family_approvals on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on family_approval')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_approval'
		AND privilege_type = 'SELECT';
