-- Revert yimeng:ym_worker from mysql
DROP USER IF EXISTS ym_worker@localhost;
