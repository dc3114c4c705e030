-- Revert yimeng:aid_fact from mysql
DROP TABLE IF EXISTS aid_fact;
