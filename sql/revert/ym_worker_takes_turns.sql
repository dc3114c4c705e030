-- Revert yimeng:ym_worker_takes_turns from mysql
REVOKE SELECT, UPDATE ON import_turn FROM ym_worker@localhost;
