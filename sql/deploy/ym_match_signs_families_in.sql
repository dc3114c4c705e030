-- Deploy yimeng:ym_match_signs_families_in to mysql
-- The match program signs families in.
GRANT SELECT (token_digest, family_id, started_at, seen_at, ended_at), INSERT (token_digest, family_id, started_at,
	seen_at), UPDATE (seen_at, ended_at) ON family_session TO ym_match@localhost;
