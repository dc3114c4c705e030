-- Revert yimeng:campaign from mysql
DROP TABLE IF EXISTS campaign;
