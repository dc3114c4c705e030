-- Verify yimeng:unit_placement on mysql
SELECT id, unit_id, parent_id, name, valid_from, valid_to
FROM unit_placement WHERE FALSE;
