-- Revert yimeng:allocation from mysql
DROP TABLE IF EXISTS allocation;
