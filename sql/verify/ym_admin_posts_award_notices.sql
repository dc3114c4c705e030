-- Verify yimeng:ym_admin_posts_award_notices on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on award_notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_notice'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on award_notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_notice'
		AND privilege_type = 'INSERT';
