-- Revert yimeng:giving_total_row from mysql
DELETE FROM giving_total;
