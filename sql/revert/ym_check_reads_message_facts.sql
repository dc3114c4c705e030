-- Revert yimeng:ym_check_reads_message_facts from mysql
REVOKE SELECT (id, message_key, channel, template, shown_to, unit_path, state, attempts, queued_at, not_before, expires_at, sending_since, sent_at, failure) ON outbox FROM ym_check@localhost;
