-- Verify yimeng:unit on mysql
SELECT id, kind, code, name, parent_id, path, charity_id, town_path, valid_from, valid_to, ends
FROM unit WHERE FALSE;
