-- Revert yimeng:sign_in_delay from mysql
DROP TABLE IF EXISTS sign_in_delay;
