-- Verify yimeng:ym_admin_queues_jobs on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 1, 'ym_admin lacks rights on job')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'job';
