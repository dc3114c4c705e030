-- Revert yimeng:ym_admin_works_on_pairing_student from mysql
REVOKE SELECT, INSERT, UPDATE ON pairing_student FROM ym_admin@localhost;
