-- Deploy yimeng:ym_pledge_sends_codes to mysql
-- Codes that prove a telephone is at hand.
GRANT SELECT, INSERT (purpose, telephone_index, code_digest, sent_at, expires_at), UPDATE (tries, used_at) ON telephone_code TO ym_pledge@localhost;
