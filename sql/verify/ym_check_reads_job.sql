-- Verify yimeng:ym_check_reads_job on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 1, 'ym_check lacks rights on job')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'job';
