-- Revert yimeng:notice from mysql
DROP TABLE IF EXISTS notice;
