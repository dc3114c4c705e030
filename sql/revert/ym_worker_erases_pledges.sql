-- Revert yimeng:ym_worker_erases_pledges from mysql
REVOKE SELECT (state, paid_fen, registered_at, confirmed_at, withdrawn_at, released_at, refused_at, erased_at), UPDATE (session_digest, erased_at) ON pledge FROM ym_worker@localhost;
