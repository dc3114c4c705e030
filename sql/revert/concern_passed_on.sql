-- Revert yimeng:concern_passed_on from mysql
DROP TRIGGER IF EXISTS concern_passed_on;
