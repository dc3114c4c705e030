-- Deploy yimeng:ym_admin_handles_help_ratings to mysql
-- Bad ratings are dealt with.
GRANT SELECT, UPDATE (handled_at, handled_by) ON help_rating TO ym_admin@localhost;
