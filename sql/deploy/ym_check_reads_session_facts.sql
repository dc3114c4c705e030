-- Deploy yimeng:ym_check_reads_session_facts to mysql
-- Read-only, for the invariants.
GRANT SELECT (id, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, ended_at) ON staff_session
	TO ym_check@localhost;
