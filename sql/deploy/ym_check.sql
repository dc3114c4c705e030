-- Deploy yimeng:ym_check to mysql
-- The yimeng command's read-only checks. Signs in as the Unix user of that name; an installation that cannot (another machine, quickstart's
-- private server) alters the account afterwards, see README.md.
CREATE USER IF NOT EXISTS ym_check@localhost IDENTIFIED VIA unix_socket;
