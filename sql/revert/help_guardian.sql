-- Revert yimeng:help_guardian from mysql
DROP VIEW IF EXISTS help_guardian;
