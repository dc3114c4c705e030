-- Deploy yimeng:ym_worker_erases_student_history to mysql
-- After their time, or because they asked.
GRANT SELECT (student_id) ON student_history TO ym_worker@localhost;
