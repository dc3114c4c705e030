-- Revert yimeng:concern_raised from mysql
DROP TRIGGER IF EXISTS concern_raised;
