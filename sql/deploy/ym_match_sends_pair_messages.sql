-- Deploy yimeng:ym_match_sends_pair_messages to mysql
-- Families and guardians write to each other.
GRANT SELECT (id, pair_id, message_key, sender, body_sealed, form_digest, sent_at, released, decided_at, reason), INSERT
	(pair_id, message_key, sender, body_sealed, form_digest, sent_at) ON pair_message TO ym_match@localhost;
