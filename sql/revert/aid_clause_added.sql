-- Revert yimeng:aid_clause_added from mysql
DROP TRIGGER IF EXISTS aid_clause_added;
