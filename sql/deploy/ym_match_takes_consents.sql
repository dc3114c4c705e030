-- Deploy yimeng:ym_match_takes_consents to mysql
-- The match program takes and withdraws consents.
GRANT SELECT (id, text_id, subject, given_by, channel, given_at, withdrawn_at), INSERT (text_id, subject, given_by,
	channel, witness_id, given_at), UPDATE (withdrawn_at) ON consent TO ym_match@localhost;
