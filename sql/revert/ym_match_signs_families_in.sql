-- Revert yimeng:ym_match_signs_families_in from mysql
REVOKE SELECT (token_digest, family_id, started_at, seen_at, ended_at), INSERT (token_digest, family_id, started_at,
	seen_at), UPDATE (seen_at, ended_at) ON family_session FROM ym_match@localhost;
