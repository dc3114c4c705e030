-- Verify yimeng:ym_pledge_sends_codes on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 1, 'ym_pledge lacks rights on telephone_code')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'telephone_code';
