-- Verify yimeng:match_weight on mysql
SELECT version, village, township, county, distance, fit, waiting, vulnerability, continuity, published_at, published_by
FROM match_weight WHERE FALSE;
