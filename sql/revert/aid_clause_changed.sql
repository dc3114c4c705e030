-- Revert yimeng:aid_clause_changed from mysql
DROP TRIGGER IF EXISTS aid_clause_changed;
