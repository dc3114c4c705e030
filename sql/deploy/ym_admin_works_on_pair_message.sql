-- Deploy yimeng:ym_admin_works_on_pair_message to mysql
-- Staff work on pair_message.
GRANT SELECT, INSERT, UPDATE ON pair_message TO ym_admin@localhost;
