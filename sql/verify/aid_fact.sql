-- Verify yimeng:aid_fact on mysql
SELECT student_id, field, value, stated_at, stated_by
FROM aid_fact WHERE FALSE;
