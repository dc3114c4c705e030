-- Revert yimeng:ym_owner from mysql
DROP USER IF EXISTS ym_owner@localhost;
