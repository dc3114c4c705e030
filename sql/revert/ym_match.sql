-- Revert yimeng:ym_match from mysql
DROP USER IF EXISTS ym_match@localhost;
