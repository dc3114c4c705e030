-- Deploy yimeng:ym_worker_sends_messages to mysql
-- Messages are handed over by the worker; its jobs write some too.
GRANT SELECT, INSERT, UPDATE ON outbox TO ym_worker@localhost;
