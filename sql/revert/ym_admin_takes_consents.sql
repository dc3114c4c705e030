-- Revert yimeng:ym_admin_takes_consents from mysql
REVOKE SELECT, INSERT (text_id, subject, given_by, channel, witness_id, given_at), UPDATE (withdrawn_at) ON consent
	FROM ym_admin@localhost;
