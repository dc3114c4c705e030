-- Deploy yimeng:ym_admin_moves_requests to mysql
-- A unit that moves takes the requests of its people along.
GRANT UPDATE (unit_path) ON personal_request TO ym_admin@localhost;
