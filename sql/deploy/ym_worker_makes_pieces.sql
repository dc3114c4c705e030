-- Deploy yimeng:ym_worker_makes_pieces to mysql
-- The bytes of files, wiped after their time.
GRANT SELECT, INSERT, DELETE ON upload_piece TO ym_worker@localhost;
