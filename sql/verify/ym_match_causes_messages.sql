-- Verify yimeng:ym_match_causes_messages on mysql
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_match lacks INSERT on columns of outbox')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'outbox'
		AND privilege_type = 'INSERT';
