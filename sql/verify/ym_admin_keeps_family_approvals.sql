-- Verify yimeng:ym_admin_keeps_family_approvals on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on family_approval')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_approval'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on family_approval')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_approval'
		AND privilege_type = 'INSERT';
