-- Verify yimeng:import_turn_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 3, 'a row for each kind') FROM import_turn WHERE kind IN ('unit', 'student', 'campaign');
