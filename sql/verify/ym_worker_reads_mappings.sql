-- Verify yimeng:ym_worker_reads_mappings on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on import_mapping')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_mapping' AND privilege_type = 'SELECT';
