-- Verify yimeng:ym_match_sends_pair_messages on mysql
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_match lacks SELECT on columns of pair_message')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_message'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_match lacks INSERT on columns of pair_message')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_message'
		AND privilege_type = 'INSERT';
