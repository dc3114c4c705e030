-- Revert yimeng:role_grant_listed_rows from mysql
-- The columns go with the table's change.
SELECT 1;
