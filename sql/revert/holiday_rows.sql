-- Revert yimeng:holiday_rows from mysql
DELETE FROM holiday;
