-- Revert yimeng:sheet_word from mysql
DROP TABLE IF EXISTS sheet_word;
