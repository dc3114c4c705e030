-- Deploy yimeng:ym_aid_causes_messages to mysql
-- The aid program causes messages.
GRANT INSERT (message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, queued_at, not_before,
	expires_at) ON outbox TO ym_aid@localhost;
