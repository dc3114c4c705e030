-- Deploy yimeng:ym_worker_places_units to mysql
-- As ym_admin_places_units.
GRANT SELECT, INSERT (unit_id, parent_id, name, valid_from), UPDATE (parent_id, name, valid_to) ON unit_placement TO
	ym_worker@localhost;
