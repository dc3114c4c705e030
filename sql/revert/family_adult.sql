-- Revert yimeng:family_adult from mysql
DROP TABLE IF EXISTS family_adult;
