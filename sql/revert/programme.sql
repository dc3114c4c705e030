-- Revert yimeng:programme from mysql
DROP TABLE IF EXISTS programme;
