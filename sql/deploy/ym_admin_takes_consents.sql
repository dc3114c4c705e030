-- Deploy yimeng:ym_admin_takes_consents to mysql
-- Of a consent only its withdrawal is noted.
GRANT SELECT, INSERT (text_id, subject, given_by, channel, witness_id, given_at), UPDATE (withdrawn_at) ON consent TO
	ym_admin@localhost;
