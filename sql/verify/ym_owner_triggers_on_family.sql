-- Verify yimeng:ym_owner_triggers_on_family on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner may have no triggers on family')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family' AND privilege_type = 'TRIGGER';
SELECT sqitch.checkit(COUNT(*) = 3, 'ym_owner does not read approvals of family')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family'
		AND column_name LIKE 'approved\_%' AND privilege_type = 'SELECT';
