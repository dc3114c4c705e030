-- Revert yimeng:ym_match_sends_pair_messages from mysql
REVOKE SELECT (id, pair_id, message_key, sender, body_sealed, form_digest, sent_at, released, decided_at, reason),
	INSERT (pair_id, message_key, sender, body_sealed, form_digest, sent_at) ON pair_message FROM ym_match@localhost;
