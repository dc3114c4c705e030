-- Revert yimeng:ym_check_reads_session_facts from mysql
REVOKE SELECT (id, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, ended_at) ON
	staff_session FROM ym_check@localhost;
