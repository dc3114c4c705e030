-- Verify yimeng:import_bad_row on mysql
SELECT id, import_id, line_number, field, reason, cells_sealed
FROM import_bad_row WHERE FALSE;
