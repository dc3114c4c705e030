-- Revert yimeng:holiday from mysql
DROP TABLE IF EXISTS holiday;
