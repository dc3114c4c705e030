-- Deploy yimeng:ym_worker_reads_mappings to mysql
-- A source's own headings.
GRANT SELECT ON import_mapping TO ym_worker@localhost;
