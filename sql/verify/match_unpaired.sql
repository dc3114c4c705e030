-- Verify yimeng:match_unpaired on mysql
SELECT run_id, family_id, why, nearest_id, short, price
FROM match_unpaired WHERE FALSE;
