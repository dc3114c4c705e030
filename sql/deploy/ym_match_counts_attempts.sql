-- Deploy yimeng:ym_match_counts_attempts to mysql
-- The match program limits look-ups.
GRANT SELECT, INSERT, UPDATE ON attempt TO ym_match@localhost;
