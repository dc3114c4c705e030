-- Revert yimeng:ym_aid from mysql
DROP USER IF EXISTS ym_aid@localhost;
