-- Revert yimeng:ym_worker_reseals_student_history from mysql
REVOKE SELECT (id, history_key, before_sealed),
	UPDATE (before_sealed) ON student_history FROM ym_worker@localhost;
