-- Revert yimeng:need from mysql
DROP TABLE IF EXISTS need;
