-- Revert yimeng:pair_release from mysql
DROP TABLE IF EXISTS pair_release;
