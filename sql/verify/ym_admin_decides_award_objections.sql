-- Verify yimeng:ym_admin_decides_award_objections on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on award_objection')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_admin lacks UPDATE on columns of award_objection')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'UPDATE';
