-- Verify yimeng:ym_owner_keeps_concern_held on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner may not keep concern_held')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern_held' AND privilege_type = 'INSERT';
