-- Deploy yimeng:ym_admin_takes_pieces to mysql
-- The bytes of files.
GRANT SELECT, INSERT, DELETE ON upload_piece TO ym_admin@localhost;
