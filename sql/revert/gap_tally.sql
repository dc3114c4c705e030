-- Revert yimeng:gap_tally from mysql
DROP TABLE IF EXISTS gap_tally;
