-- Revert yimeng:account_live_grants_rows from mysql
-- The column goes with the table's change.
SELECT 1;
