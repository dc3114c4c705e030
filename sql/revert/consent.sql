-- Revert yimeng:consent from mysql
DROP TABLE IF EXISTS consent;
