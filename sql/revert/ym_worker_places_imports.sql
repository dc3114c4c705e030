-- Revert yimeng:ym_worker_places_imports from mysql
REVOKE SELECT (unit_path, county_path, town_path), INSERT (unit_path), UPDATE (unit_path) ON import FROM ym_worker@localhost;
