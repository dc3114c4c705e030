-- Verify yimeng:ym_owner_triggers_on_aid_sheet on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner lacks TRIGGER on aid_sheet')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_sheet'
		AND privilege_type = 'TRIGGER';
