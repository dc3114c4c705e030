-- Verify yimeng:ym_check_reads_message_facts on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 1, 'ym_check lacks rights on outbox')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'outbox';
