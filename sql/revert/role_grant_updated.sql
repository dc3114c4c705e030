-- Revert yimeng:role_grant_updated from mysql
DROP TRIGGER IF EXISTS role_grant_updated;
