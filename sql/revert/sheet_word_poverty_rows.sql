-- Revert yimeng:sheet_word_poverty_rows from mysql
DELETE FROM sheet_word WHERE kind = 'poverty';
