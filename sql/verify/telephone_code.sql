-- Verify yimeng:telephone_code on mysql
SELECT id, purpose, telephone_index, code_digest, sent_at, expires_at, tries, used_at
FROM telephone_code WHERE FALSE;
