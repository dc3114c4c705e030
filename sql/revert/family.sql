-- Revert yimeng:family from mysql
DROP TABLE IF EXISTS family;
