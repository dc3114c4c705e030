-- Verify yimeng:vetting_rule on mysql
SELECT id, version, position, name, title, title_en, covers, valid_days, on_address, published_at
FROM vetting_rule WHERE FALSE;
