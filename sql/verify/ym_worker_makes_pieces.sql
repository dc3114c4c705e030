-- Verify yimeng:ym_worker_makes_pieces on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 3, 'ym_worker lacks rights on upload_piece')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'upload_piece';
