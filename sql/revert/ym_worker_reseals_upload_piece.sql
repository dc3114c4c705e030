-- Revert yimeng:ym_worker_reseals_upload_piece from mysql
REVOKE UPDATE (content_sealed) ON upload_piece FROM ym_worker@localhost;
