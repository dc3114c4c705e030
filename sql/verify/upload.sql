-- Verify yimeng:upload on mysql
SELECT id, upload_key, account_id, name, bytes, digest, received_at
FROM upload WHERE FALSE;
