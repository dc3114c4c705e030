-- Verify yimeng:ym_owner_triggers_on_unit on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner may have no triggers on unit')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'unit'
		AND privilege_type = 'TRIGGER';
