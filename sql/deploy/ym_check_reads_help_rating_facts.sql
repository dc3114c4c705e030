-- Deploy yimeng:ym_check_reads_help_rating_facts to mysql
-- The checks read facts of ratings.
GRANT SELECT (request_id, rating, rated_at, officer_id, due_at, handled_at, handled_by) ON help_rating TO
	ym_check@localhost;
