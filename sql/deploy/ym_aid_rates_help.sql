-- Deploy yimeng:ym_aid_rates_help to mysql
-- Who asked rates the help once.
GRANT SELECT (request_id, rating, rated_at, due_at), INSERT (request_id, rating, rated_at, officer_id, due_at) ON
	help_rating TO ym_aid@localhost;
