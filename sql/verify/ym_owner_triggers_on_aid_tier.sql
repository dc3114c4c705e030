-- Verify yimeng:ym_owner_triggers_on_aid_tier on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner lacks TRIGGER on aid_tier')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_tier'
		AND privilege_type = 'TRIGGER';
