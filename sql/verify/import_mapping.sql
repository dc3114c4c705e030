-- Verify yimeng:import_mapping on mysql
SELECT id, kind, unit_id, source, field, heading
FROM import_mapping WHERE FALSE;
