-- Revert yimeng:ym_admin_handles_help_ratings from mysql
REVOKE SELECT, UPDATE (handled_at, handled_by) ON help_rating FROM ym_admin@localhost;
