-- Deploy yimeng:ym_admin_gives_notices to mysql
-- What was told stays told.
GRANT SELECT, INSERT (text_id, subject, channel, given_at) ON notice TO ym_admin@localhost;
