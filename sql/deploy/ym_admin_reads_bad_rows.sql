-- Deploy yimeng:ym_admin_reads_bad_rows to mysql
-- Staff see what is bad; an abandoned import leaves nothing.
GRANT SELECT, DELETE ON import_bad_row TO ym_admin@localhost;
