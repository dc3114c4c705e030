-- Revert yimeng:import from mysql
DROP TABLE IF EXISTS import;
