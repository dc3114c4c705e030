-- Revert yimeng:help_rating from mysql
DROP TABLE IF EXISTS help_rating;
