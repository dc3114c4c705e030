-- Deploy yimeng:ym_worker_erases_pledges to mysql
-- After their time, or because they asked.
GRANT SELECT (state, paid_fen, registered_at, confirmed_at, withdrawn_at, released_at, refused_at, erased_at), UPDATE (session_digest, erased_at) ON pledge TO ym_worker@localhost;
