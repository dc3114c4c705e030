-- Revert yimeng:telephone_change from mysql
DROP TABLE IF EXISTS telephone_change;
