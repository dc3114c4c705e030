-- Deploy yimeng:ym_admin_moves_students to mysql
-- A unit that moves takes the scope of its students along.
GRANT SELECT (path), UPDATE (path) ON student TO ym_admin@localhost;
