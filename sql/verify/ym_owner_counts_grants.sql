-- Verify yimeng:ym_owner_counts_grants on mysql
SELECT sqitch.checkit(COUNT(*) = 6, 'ym_owner may not count the grants of accounts')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account';
