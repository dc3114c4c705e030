-- Revert yimeng:role_grant_inserted from mysql
DROP TRIGGER IF EXISTS role_grant_inserted;
