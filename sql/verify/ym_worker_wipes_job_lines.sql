-- Verify yimeng:ym_worker_wipes_job_lines on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks DELETE on job_line')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'job_line'
		AND privilege_type IN ('DELETE');
