-- Revert yimeng:job from mysql
DROP TABLE IF EXISTS job;
