-- Verify yimeng:help_event on mysql
SELECT id, request_id, event_key, step, at, account_id, to_id, climbed_to, words_sealed FROM help_event WHERE FALSE;
