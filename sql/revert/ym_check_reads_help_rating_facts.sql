-- Revert yimeng:ym_check_reads_help_rating_facts from mysql
REVOKE SELECT (request_id, rating, rated_at, officer_id, due_at, handled_at, handled_by) ON help_rating FROM
	ym_check@localhost;
