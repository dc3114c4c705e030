-- Deploy yimeng:ym_worker_writes_gap_lines to mysql
-- The worker writes what it found, and drops what old nights found.
GRANT SELECT, INSERT, DELETE ON gap_line TO ym_worker@localhost;
