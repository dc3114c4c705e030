-- Verify yimeng:ym_worker_wipes_telephone_codes on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks DELETE on telephone_code')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_code'
		AND privilege_type IN ('DELETE');
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks columns of telephone_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_code';
