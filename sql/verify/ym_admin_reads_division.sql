-- Verify yimeng:ym_admin_reads_division on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks rights on division')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division';
