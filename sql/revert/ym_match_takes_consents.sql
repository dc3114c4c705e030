-- Revert yimeng:ym_match_takes_consents from mysql
REVOKE SELECT (id, text_id, subject, given_by, channel, given_at, withdrawn_at), INSERT (text_id, subject, given_by,
	channel, witness_id, given_at), UPDATE (withdrawn_at) ON consent FROM ym_match@localhost;
