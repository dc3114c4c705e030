-- Deploy yimeng:ym_check_reads_message_facts to mysql
-- Without whom they are for and what they say.
GRANT SELECT (id, message_key, channel, template, shown_to, unit_path, state, attempts, queued_at, not_before, expires_at, sending_since, sent_at, failure) ON outbox TO ym_check@localhost;
