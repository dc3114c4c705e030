-- Verify yimeng:ym_worker_erases_telephone_changes on mysql
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_worker lacks columns of telephone_change')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_change';
