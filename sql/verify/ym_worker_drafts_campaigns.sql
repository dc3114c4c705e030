-- Verify yimeng:ym_worker_drafts_campaigns on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on campaign')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign' AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 16, 'ym_worker lacks INSERT on columns of campaign')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 16, 'ym_worker lacks UPDATE on columns of campaign')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign'
		AND privilege_type = 'UPDATE';
