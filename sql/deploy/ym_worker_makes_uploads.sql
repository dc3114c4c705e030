-- Deploy yimeng:ym_worker_makes_uploads to mysql
-- Imports are read, exports written.
GRANT SELECT, INSERT, UPDATE (bytes) ON upload TO ym_worker@localhost;
