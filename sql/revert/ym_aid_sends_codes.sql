-- Revert yimeng:ym_aid_sends_codes from mysql
REVOKE SELECT, INSERT (purpose, telephone_index, code_digest, sent_at, expires_at), UPDATE (tries, used_at) ON
	telephone_code FROM ym_aid@localhost;
