-- Revert yimeng:ym_match_releases_fields from mysql
REVOKE SELECT (pair_id, field, released_at, withdrawn_at), INSERT (pair_id, field, released_at, channel), UPDATE
	(released_at, channel, withdrawn_at) ON pair_release FROM ym_match@localhost;
