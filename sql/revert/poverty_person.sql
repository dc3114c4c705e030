-- Revert yimeng:poverty_person from mysql
DROP TABLE IF EXISTS poverty_person;
