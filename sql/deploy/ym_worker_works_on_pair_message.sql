-- Deploy yimeng:ym_worker_works_on_pair_message to mysql
-- The worker works on pair_message.
GRANT SELECT, INSERT, UPDATE ON pair_message TO ym_worker@localhost;
