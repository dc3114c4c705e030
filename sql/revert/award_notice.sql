-- Revert yimeng:award_notice from mysql
DROP TABLE IF EXISTS award_notice;
