-- Verify yimeng:upload_piece on mysql
SELECT id, upload_id, number, content_sealed
FROM upload_piece WHERE FALSE;
