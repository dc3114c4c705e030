-- Deploy yimeng:ym_worker_places_imports to mysql
-- An import is listed where its unit stands, and follows it.
GRANT SELECT (unit_path, county_path, town_path), INSERT (unit_path), UPDATE (unit_path) ON import TO ym_worker@localhost;
