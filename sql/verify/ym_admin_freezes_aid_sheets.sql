-- Verify yimeng:ym_admin_freezes_aid_sheets on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on aid_sheet')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_sheet'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on aid_sheet')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_sheet'
		AND privilege_type = 'INSERT';
