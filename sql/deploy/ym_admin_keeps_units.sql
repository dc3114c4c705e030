-- Deploy yimeng:ym_admin_keeps_units to mysql
-- Units are never deleted, they end.
GRANT SELECT, INSERT (kind, code, name, valid_from, parent_id, charity_id, path), UPDATE (name, parent_id, path,
	valid_to) ON unit TO ym_admin@localhost;
