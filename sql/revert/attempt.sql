-- Revert yimeng:attempt from mysql
DROP TABLE IF EXISTS attempt;
