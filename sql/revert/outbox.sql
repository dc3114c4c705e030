-- Revert yimeng:outbox from mysql
DROP TABLE IF EXISTS outbox;
