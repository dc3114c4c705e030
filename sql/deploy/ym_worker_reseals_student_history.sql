-- Deploy yimeng:ym_worker_reseals_student_history to mysql
-- Key rotation opens, seals and indexes anew.
GRANT SELECT (id, history_key, before_sealed),
	UPDATE (before_sealed) ON student_history TO ym_worker@localhost;
