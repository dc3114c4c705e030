-- Revert yimeng:ym_check from mysql
DROP USER IF EXISTS ym_check@localhost;
