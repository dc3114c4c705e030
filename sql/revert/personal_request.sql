-- Revert yimeng:personal_request from mysql
DROP TABLE IF EXISTS personal_request;
