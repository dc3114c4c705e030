-- Revert yimeng:award_objection from mysql
DROP TABLE IF EXISTS award_objection;
