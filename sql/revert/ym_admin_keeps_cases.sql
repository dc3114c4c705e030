-- Revert yimeng:ym_admin_keeps_cases from mysql
REVOKE SELECT, INSERT, DELETE ON aid_case FROM ym_admin@localhost;
