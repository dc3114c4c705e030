-- Deploy yimeng:ym_worker to mysql
-- The worker and the commands that write. See ym_pledge.
CREATE USER IF NOT EXISTS ym_worker@localhost IDENTIFIED VIA unix_socket;
