-- Verify yimeng:sheet_word on mysql
SELECT id, kind, field, value, word FROM sheet_word WHERE FALSE;
