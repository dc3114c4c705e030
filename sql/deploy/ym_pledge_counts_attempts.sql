-- Deploy yimeng:ym_pledge_counts_attempts to mysql
-- The rate limit of look-ups.
GRANT SELECT, INSERT, UPDATE ON attempt TO ym_pledge@localhost;
