-- Deploy yimeng:ym_aid_sends_codes to mysql
-- The aid program sends telephone codes.
GRANT SELECT, INSERT (purpose, telephone_index, code_digest, sent_at, expires_at), UPDATE (tries, used_at) ON
	telephone_code TO ym_aid@localhost;
