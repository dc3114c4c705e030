-- Revert yimeng:ym_worker_keeps_units from mysql
REVOKE SELECT, INSERT (kind, code, name, valid_from, parent_id, charity_id, path), UPDATE (name, parent_id, path,
	valid_to) ON unit FROM ym_worker@localhost;
