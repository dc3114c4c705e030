-- Revert yimeng:policy_text from mysql
DROP TABLE IF EXISTS policy_text;
