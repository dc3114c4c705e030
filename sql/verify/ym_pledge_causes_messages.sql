-- Verify yimeng:ym_pledge_causes_messages on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 1, 'ym_pledge lacks rights on outbox')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'outbox';
