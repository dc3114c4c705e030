-- Revert yimeng:ym_worker_makes_pieces from mysql
REVOKE SELECT, INSERT, DELETE ON upload_piece FROM ym_worker@localhost;
