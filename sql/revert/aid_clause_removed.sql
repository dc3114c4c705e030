-- Revert yimeng:aid_clause_removed from mysql
DROP TRIGGER IF EXISTS aid_clause_removed;
