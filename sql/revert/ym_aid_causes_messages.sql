-- Revert yimeng:ym_aid_causes_messages from mysql
REVOKE INSERT (message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, queued_at, not_before,
	expires_at) ON outbox FROM ym_aid@localhost;
