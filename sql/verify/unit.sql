-- Verify yimeng:unit on mysql
SELECT id, kind, code, name, parent_id, path, charity_id, valid_from, valid_to
FROM unit WHERE FALSE;
