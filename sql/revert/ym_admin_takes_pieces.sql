-- Revert yimeng:ym_admin_takes_pieces from mysql
REVOKE SELECT, INSERT, DELETE ON upload_piece FROM ym_admin@localhost;
