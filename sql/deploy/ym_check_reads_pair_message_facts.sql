-- Deploy yimeng:ym_check_reads_pair_message_facts to mysql
-- The checks read facts of messages.
GRANT SELECT (id, pair_id, sender, sent_at, climbed_at, released, decided_at, decided_by) ON pair_message TO
	ym_check@localhost;
