-- Verify yimeng:ym_match_reads_concern_rule on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on concern_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern_rule'
		AND privilege_type = 'SELECT';
