-- Deploy yimeng:ym_worker_reseals_upload_piece to mysql
-- Key rotation opens, seals and indexes anew.
GRANT UPDATE (content_sealed) ON upload_piece TO ym_worker@localhost;
