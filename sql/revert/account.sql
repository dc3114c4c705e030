-- Revert yimeng:account from mysql
DROP TABLE IF EXISTS account;
