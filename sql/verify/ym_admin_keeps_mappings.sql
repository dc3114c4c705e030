-- Verify yimeng:ym_admin_keeps_mappings on mysql
SELECT sqitch.checkit(COUNT(*) = 3, 'ym_admin may not keep mappings')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_mapping';
