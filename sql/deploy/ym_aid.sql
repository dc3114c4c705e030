-- Deploy yimeng:ym_aid to mysql
-- The aid program. Signs in as the Unix user of that name, as ym_pledge does.
CREATE USER IF NOT EXISTS ym_aid@localhost IDENTIFIED VIA unix_socket;
