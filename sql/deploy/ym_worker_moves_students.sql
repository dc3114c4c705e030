-- Deploy yimeng:ym_worker_moves_students to mysql
-- As ym_admin_moves_students.
GRANT SELECT (path), UPDATE (path) ON student TO ym_worker@localhost;
