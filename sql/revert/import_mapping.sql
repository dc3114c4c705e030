-- Revert yimeng:import_mapping from mysql
DROP TABLE IF EXISTS import_mapping;
