-- Deploy yimeng:ym_admin_keeps_mappings to mysql
-- Which heading is which is kept for a source.
GRANT SELECT, INSERT, UPDATE ON import_mapping TO ym_admin@localhost;
