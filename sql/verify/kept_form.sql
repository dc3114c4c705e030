-- Verify yimeng:kept_form on mysql
SELECT id, token_digest, account_id, path, body_sealed, kept_at
FROM kept_form WHERE FALSE;
