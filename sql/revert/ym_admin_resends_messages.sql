-- Revert yimeng:ym_admin_resends_messages from mysql
REVOKE SELECT, INSERT (message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, queued_at, not_before, expires_at), UPDATE (state, attempts, not_before, failure) ON outbox FROM ym_admin@localhost;
