-- Deploy yimeng:ym_admin_keeps_family_approvals to mysql
-- Staff approve families, and see when they did last.
GRANT SELECT, INSERT ON family_approval TO ym_admin@localhost;
