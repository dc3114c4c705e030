-- Revert yimeng:ym_admin_keeps_family_approvals from mysql
REVOKE SELECT, INSERT ON family_approval FROM ym_admin@localhost;
