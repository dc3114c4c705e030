-- Verify yimeng:notice on mysql
SELECT id, text_id, subject, channel, given_at
FROM notice WHERE FALSE;
