-- Verify yimeng:ym_admin_reads_job_lines on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 2, 'ym_admin lacks rights on job_line')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'job_line';
