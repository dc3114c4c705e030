-- Verify yimeng:match_run on mysql
SELECT id, unit_id, path, account_id, job_id, village, township, county, distance, fit, waiting, vulnerability,
	continuity, asked_at, solved_at, discarded_at, input_digest, students, families, edges, first_places, second_places,
	third_places, fourth_places, proposals, served, unpaired, left_over, score, waited_days, blocking_pairs, solve_us, total_us
FROM match_run WHERE FALSE;
