-- Deploy yimeng:ym_worker_wipes_help_ratings to mysql
-- Old words are wiped, keys change.
GRANT SELECT (request_id, words_sealed, handling_sealed), UPDATE (words_sealed, handling_sealed) ON help_rating TO
	ym_worker@localhost;
