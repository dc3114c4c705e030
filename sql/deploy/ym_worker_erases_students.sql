-- Deploy yimeng:ym_worker_erases_students to mysql
-- After their time, or because they asked.
GRANT SELECT (birth, erased_at), UPDATE (birth, erased_at) ON student TO ym_worker@localhost;
