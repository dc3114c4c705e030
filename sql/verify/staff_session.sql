-- Verify yimeng:staff_session on mysql
SELECT id, token_digest, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, ended_at, address, browser
FROM staff_session WHERE FALSE;
