-- Revert yimeng:import_turn_aid_rows from mysql
DELETE FROM import_turn WHERE kind IN ('award_pay', 'poverty');
