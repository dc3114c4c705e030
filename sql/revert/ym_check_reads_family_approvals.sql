-- Revert yimeng:ym_check_reads_family_approvals from mysql
REVOKE SELECT ON family_approval FROM ym_check@localhost;
