-- Revert yimeng:ym_worker_erases_telephone_changes from mysql
REVOKE SELECT (pledge_id, decided_at, granted), UPDATE (shown_telephone, decided_at, granted) ON telephone_change FROM ym_worker@localhost;
