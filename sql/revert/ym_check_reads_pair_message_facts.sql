-- Revert yimeng:ym_check_reads_pair_message_facts from mysql
REVOKE SELECT (id, pair_id, sender, sent_at, climbed_at, released, decided_at, decided_by) ON pair_message FROM
	ym_check@localhost;
