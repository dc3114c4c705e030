-- Revert yimeng:concern_officer from mysql
DROP VIEW IF EXISTS concern_officer;
