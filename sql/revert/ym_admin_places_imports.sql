-- Revert yimeng:ym_admin_places_imports from mysql
REVOKE INSERT (unit_path), UPDATE (unit_path) ON import FROM ym_admin@localhost;
