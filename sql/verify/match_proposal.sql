-- Verify yimeng:match_proposal on mysql
SELECT run_id, student_id, family_id, place, score, village, township, county, distance, fit, waiting, vulnerability,
	continuity, metres, runner_up_id, runner_up_short, override, decision, decided_at, decided_by, reason, refusal, pair_id
FROM match_proposal WHERE FALSE;
