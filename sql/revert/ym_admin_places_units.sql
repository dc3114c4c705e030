-- Revert yimeng:ym_admin_places_units from mysql
REVOKE SELECT, INSERT (unit_id, parent_id, name, valid_from), UPDATE (parent_id, name, valid_to) ON unit_placement FROM
	ym_admin@localhost;
