-- Deploy yimeng:ym_match_gives_notices to mysql
-- The match program notes who was told.
GRANT SELECT, INSERT (text_id, subject, channel, given_at) ON notice TO ym_match@localhost;
