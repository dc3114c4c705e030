-- Revert yimeng:sheet_word_rows from mysql
DELETE FROM sheet_word;
