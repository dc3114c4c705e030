-- Revert yimeng:division from mysql
DROP TABLE IF EXISTS division;
