-- Deploy yimeng:ym_aid_counts_attempts to mysql
-- The aid program limits look-ups.
GRANT SELECT, INSERT, UPDATE ON attempt TO ym_aid@localhost;
