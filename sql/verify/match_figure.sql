-- Verify yimeng:match_figure on mysql
SELECT run_id, grouping, name, students, matched, second, served, waited_days
FROM match_figure WHERE FALSE;
