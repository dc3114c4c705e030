-- Revert yimeng:ym_worker_erases_shown_names from mysql
REVOKE SELECT (pledge_id, received_on), UPDATE (shown_name, message) ON allocation FROM ym_worker@localhost;
