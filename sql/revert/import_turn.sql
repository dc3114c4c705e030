-- Revert yimeng:import_turn from mysql
DROP TABLE IF EXISTS import_turn;
