-- Verify yimeng:ym_worker_reseals_award_objections on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_worker lacks SELECT on columns of award_objection')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_worker lacks UPDATE on columns of award_objection')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'UPDATE';
