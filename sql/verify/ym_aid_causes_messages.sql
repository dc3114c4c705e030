-- Verify yimeng:ym_aid_causes_messages on mysql
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_aid lacks INSERT on columns of outbox')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'outbox'
		AND privilege_type = 'INSERT';
