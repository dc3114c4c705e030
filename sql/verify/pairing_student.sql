-- Verify yimeng:pairing_student on mysql
SELECT student_id, home_code, tags, places, household, together, wants_woman, teacher_id, identified_at, edited_by, screened_at,
	screened_by, opened_at, closed_at, close_reason, state
FROM pairing_student WHERE FALSE;
