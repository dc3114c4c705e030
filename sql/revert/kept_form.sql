-- Revert yimeng:kept_form from mysql
DROP TABLE IF EXISTS kept_form;
