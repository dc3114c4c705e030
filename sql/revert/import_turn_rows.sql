-- Revert yimeng:import_turn_rows from mysql
DELETE FROM import_turn;
