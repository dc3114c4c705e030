-- Verify yimeng:import_turn_aid_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 2, 'imports of aid have no turn') FROM import_turn WHERE kind IN ('award_pay', 'poverty');
