-- Verify yimeng:giving_total_row on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'giving_total has no row') FROM giving_total;
