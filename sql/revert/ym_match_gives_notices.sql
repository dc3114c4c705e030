-- Revert yimeng:ym_match_gives_notices from mysql
REVOKE SELECT, INSERT (text_id, subject, channel, given_at) ON notice FROM ym_match@localhost;
