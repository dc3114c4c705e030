-- Verify yimeng:ym_worker_wipes_uploads on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks DELETE on upload')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'upload'
		AND privilege_type IN ('DELETE');
