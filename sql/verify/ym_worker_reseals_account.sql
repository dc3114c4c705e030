-- Verify yimeng:ym_worker_reseals_account on mysql
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_worker lacks columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account';
