-- Deploy yimeng:ym_admin_places_imports to mysql
-- An import is listed where its unit stands, and follows it.
GRANT INSERT (unit_path), UPDATE (unit_path) ON import TO ym_admin@localhost;
