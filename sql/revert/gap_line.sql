-- Revert yimeng:gap_line from mysql
DROP TABLE IF EXISTS gap_line;
