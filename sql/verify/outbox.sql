-- Verify yimeng:outbox on mysql
SELECT id, message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, state, attempts, queued_at, not_before, expires_at, sending_since, sent_at, failure
FROM outbox WHERE FALSE;
