-- Deploy yimeng:ym_match to mysql
-- The match program. Signs in as the Unix user of that name, as ym_pledge does.
CREATE USER IF NOT EXISTS ym_match@localhost IDENTIFIED VIA unix_socket;
