-- Revert yimeng:ym_admin from mysql
DROP USER IF EXISTS ym_admin@localhost;
