-- Verify yimeng:match_weight_rows on mysql
SELECT sqitch.checkit(COUNT(*) > 0, 'no rows in match_weight') FROM match_weight WHERE version = 1;
