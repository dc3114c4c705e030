-- Deploy yimeng:ym_admin_resends_messages to mysql
-- Staff's acts cause messages; what failed is sent again by a person's decision.
GRANT SELECT, INSERT (message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, queued_at, not_before, expires_at), UPDATE (state, attempts, not_before, failure) ON outbox TO ym_admin@localhost;
