-- Verify yimeng:ym_worker_reseals_upload_piece on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of upload_piece')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'upload_piece'
		AND privilege_type = 'UPDATE';
