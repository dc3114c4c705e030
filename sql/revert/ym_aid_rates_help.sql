-- Revert yimeng:ym_aid_rates_help from mysql
REVOKE SELECT (request_id, rating, rated_at, due_at), INSERT (request_id, rating, rated_at, officer_id, due_at) ON
	help_rating FROM ym_aid@localhost;
