-- Revert yimeng:role_grant from mysql
DROP TABLE IF EXISTS role_grant;
