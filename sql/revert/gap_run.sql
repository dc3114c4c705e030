-- Revert yimeng:gap_run from mysql
DROP TABLE IF EXISTS gap_run;
