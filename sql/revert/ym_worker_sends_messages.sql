-- Revert yimeng:ym_worker_sends_messages from mysql
REVOKE SELECT, INSERT, UPDATE ON outbox FROM ym_worker@localhost;
