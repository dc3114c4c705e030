-- Deploy yimeng:ym_worker_ends_family_sessions to mysql
-- The worker wipes sessions.
GRANT SELECT (family_id, started_at, seen_at, ended_at), UPDATE (ended_at), DELETE ON family_session TO
	ym_worker@localhost;
