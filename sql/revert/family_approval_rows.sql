-- Revert yimeng:family_approval_rows from mysql
-- Nothing to take back: the table goes with its own change.
SELECT 1;
