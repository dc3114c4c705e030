-- Deploy yimeng:match_weight_rows to mysql
INSERT IGNORE INTO match_weight (version, village, township, county, distance, fit, waiting, vulnerability, continuity, published_at)
VALUES (1, 80, 120, 100, 150, 250, 120, 100, 80, '2018-01-01 00:00:00');
