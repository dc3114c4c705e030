-- Deploy yimeng:ym_worker_computes_awards to mysql
-- The worker computes awards, notes payments and seals anew.
GRANT SELECT, INSERT, UPDATE (paid_on, paid_fen, changed_at, facts_sealed, facts_digest) ON award TO
	ym_worker@localhost;
