-- Revert yimeng:ym_worker_wipes_help_ratings from mysql
REVOKE SELECT (request_id, words_sealed, handling_sealed), UPDATE (words_sealed, handling_sealed) ON help_rating FROM
	ym_worker@localhost;
