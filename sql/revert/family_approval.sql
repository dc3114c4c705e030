-- Revert yimeng:family_approval from mysql
DROP TABLE IF EXISTS family_approval;
