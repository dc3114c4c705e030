-- Revert yimeng:ym_worker_erases_student_history from mysql
REVOKE SELECT (student_id) ON student_history FROM ym_worker@localhost;
