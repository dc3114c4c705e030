-- Revert yimeng:concern from mysql
DROP TABLE IF EXISTS concern;
