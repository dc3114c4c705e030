-- Deploy yimeng:ym_admin_places_units to mysql
-- A change of the same day corrects the placement of that day.
GRANT SELECT, INSERT (unit_id, parent_id, name, valid_from), UPDATE (parent_id, name, valid_to) ON unit_placement TO
	ym_admin@localhost;
