-- Revert yimeng:ym_worker_ends_family_sessions from mysql
REVOKE SELECT (family_id, started_at, seen_at, ended_at), UPDATE (ended_at), DELETE ON family_session FROM
	ym_worker@localhost;
