-- Revert yimeng:aid_clause from mysql
DROP TABLE IF EXISTS aid_clause;
