-- Revert yimeng:ym_pledge from mysql
DROP USER IF EXISTS ym_pledge@localhost;
