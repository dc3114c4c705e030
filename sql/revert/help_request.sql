-- Revert yimeng:help_request from mysql
DROP TABLE IF EXISTS help_request;
