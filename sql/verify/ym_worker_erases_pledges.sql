-- Verify yimeng:ym_worker_erases_pledges on mysql
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_worker lacks columns of pledge')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pledge';
