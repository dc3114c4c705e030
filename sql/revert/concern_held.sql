-- Revert yimeng:concern_held from mysql
DROP TABLE IF EXISTS concern_held;
