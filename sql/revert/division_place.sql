-- Revert yimeng:division_place from mysql
DROP TABLE IF EXISTS division_place;
