-- Revert yimeng:export from mysql
DROP TABLE IF EXISTS export;
