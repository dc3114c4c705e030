-- Verify yimeng:ym_admin_drafts_campaigns on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 2, 'ym_admin lacks rights on campaign')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign';
