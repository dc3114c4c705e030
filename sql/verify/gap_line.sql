-- Verify yimeng:gap_line on mysql
SELECT id, run_id, kind, path, student_id, poverty_person_id, programme_id, award_id, amount_fen, missing
FROM gap_line WHERE FALSE;
