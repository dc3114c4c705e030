-- Revert yimeng:upload from mysql
DROP TABLE IF EXISTS upload;
