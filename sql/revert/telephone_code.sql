-- Revert yimeng:telephone_code from mysql
DROP TABLE IF EXISTS telephone_code;
