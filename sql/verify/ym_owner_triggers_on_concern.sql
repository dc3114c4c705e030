-- Verify yimeng:ym_owner_triggers_on_concern on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner may have no triggers on concern')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern' AND privilege_type = 'TRIGGER';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner does not read concern.id')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern'
		AND column_name = 'id' AND privilege_type = 'SELECT';
