-- Verify yimeng:ym_worker_sends_messages on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 3, 'ym_worker lacks rights on outbox')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'outbox';
