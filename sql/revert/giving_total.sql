-- Revert yimeng:giving_total from mysql
DROP TABLE IF EXISTS giving_total;
