-- Revert yimeng:ym_aid_appends_help_events from mysql
REVOKE SELECT (id, request_id, event_key, step, at, words_sealed), INSERT (request_id, event_key, step, at,
	words_sealed) ON help_event FROM ym_aid@localhost;
