-- Verify yimeng:match_left on mysql
SELECT run_id, student_id, why
FROM match_left WHERE FALSE;
