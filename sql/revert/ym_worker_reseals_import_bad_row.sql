-- Revert yimeng:ym_worker_reseals_import_bad_row from mysql
REVOKE SELECT (id, import_id, line_number, cells_sealed),
	UPDATE (cells_sealed) ON import_bad_row FROM ym_worker@localhost;
