-- Deploy yimeng:ym_admin_reads_imports to mysql
-- Which imports wait.
GRANT SELECT ON import TO ym_admin@localhost;
