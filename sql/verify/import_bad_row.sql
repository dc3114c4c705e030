-- Verify yimeng:import_bad_row on mysql
SELECT import_id, row_number, field, reason, cells_sealed
FROM import_bad_row WHERE FALSE;
