-- Deploy yimeng:ym_aid_appends_help_events to mysql
-- What who asked did, and the answer for the guardian.
GRANT SELECT (id, request_id, event_key, step, at, words_sealed), INSERT (request_id, event_key, step, at, words_sealed)
	ON help_event TO ym_aid@localhost;
