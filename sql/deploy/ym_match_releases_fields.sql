-- Deploy yimeng:ym_match_releases_fields to mysql
-- Guardians release fields and take them back.
GRANT SELECT (pair_id, field, released_at, withdrawn_at), INSERT (pair_id, field, released_at, channel), UPDATE
	(released_at, channel, withdrawn_at) ON pair_release TO ym_match@localhost;
