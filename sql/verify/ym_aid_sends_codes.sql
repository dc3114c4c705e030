-- Verify yimeng:ym_aid_sends_codes on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on telephone_code')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_code'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_aid lacks INSERT on columns of telephone_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_code'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_aid lacks UPDATE on columns of telephone_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_code'
		AND privilege_type = 'UPDATE';
