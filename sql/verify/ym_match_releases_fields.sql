-- Verify yimeng:ym_match_releases_fields on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_match lacks SELECT on columns of pair_release')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_release'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_match lacks INSERT on columns of pair_release')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_release'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_match lacks UPDATE on columns of pair_release')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_release'
		AND privilege_type = 'UPDATE';
