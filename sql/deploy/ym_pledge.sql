-- Deploy yimeng:ym_pledge to mysql
-- The pledge program. Signs in as the Unix user of that name; an installation that cannot (another machine, quickstart's
-- private server) alters the account afterwards, see README.md.
CREATE USER IF NOT EXISTS ym_pledge@localhost IDENTIFIED VIA unix_socket;
