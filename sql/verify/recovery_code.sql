-- Verify yimeng:recovery_code on mysql
SELECT account_id, code_digest, used_at
FROM recovery_code WHERE FALSE;
