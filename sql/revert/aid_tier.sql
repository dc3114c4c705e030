-- Revert yimeng:aid_tier from mysql
DROP TABLE IF EXISTS aid_tier;
