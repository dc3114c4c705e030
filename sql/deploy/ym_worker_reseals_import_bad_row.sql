-- Deploy yimeng:ym_worker_reseals_import_bad_row to mysql
-- Key rotation opens, seals and indexes anew.
GRANT SELECT (id, import_id, line_number, cells_sealed),
	UPDATE (cells_sealed) ON import_bad_row TO ym_worker@localhost;
