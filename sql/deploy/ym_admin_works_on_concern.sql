-- Deploy yimeng:ym_admin_works_on_concern to mysql
-- Staff work on concern.
GRANT SELECT, INSERT, UPDATE ON concern TO ym_admin@localhost;
