-- Revert yimeng:role_grant_deleted from mysql
DROP TRIGGER IF EXISTS role_grant_deleted;
