-- Verify yimeng:ym_pledge_asks_telephone_changes on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 2, 'ym_pledge lacks rights on telephone_change')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_change';
