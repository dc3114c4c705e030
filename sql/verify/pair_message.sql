-- Verify yimeng:pair_message on mysql
SELECT id, pair_id, message_key, sender, body_sealed, form_digest, sent_at, climbed_at, released, decided_at,
	decided_by, reason, waits
FROM pair_message WHERE FALSE;
