-- Revert yimeng:pair_message from mysql
DROP TABLE IF EXISTS pair_message;
