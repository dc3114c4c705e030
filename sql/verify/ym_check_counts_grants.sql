-- Verify yimeng:ym_check_counts_grants on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check does not read live_grants')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account' AND column_name = 'live_grants';
