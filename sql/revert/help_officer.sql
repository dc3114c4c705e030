-- Revert yimeng:help_officer from mysql
DROP VIEW IF EXISTS help_officer;
