-- Verify yimeng:family_session on mysql
SELECT token_digest, family_id, started_at, seen_at, ended_at
FROM family_session WHERE FALSE;
