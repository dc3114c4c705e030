-- Deploy yimeng:ym_pledge_causes_messages to mysql
-- Codes are sent by the worker; the pledge program reads no message.
GRANT INSERT (message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, queued_at, not_before, expires_at) ON outbox TO ym_pledge@localhost;
