-- Deploy yimeng:ym_admin to mysql
-- The staff program. See ym_pledge.
CREATE USER IF NOT EXISTS ym_admin@localhost IDENTIFIED VIA unix_socket;
