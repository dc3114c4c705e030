-- Revert yimeng:import_bad_row from mysql
DROP TABLE IF EXISTS import_bad_row;
