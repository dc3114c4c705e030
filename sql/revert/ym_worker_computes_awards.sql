-- Revert yimeng:ym_worker_computes_awards from mysql
REVOKE SELECT, INSERT, UPDATE (paid_on, paid_fen, changed_at, facts_sealed, facts_digest) ON award FROM
	ym_worker@localhost;
