-- Revert yimeng:ym_admin_asks_whether_students_left from mysql
REVOKE SELECT (code, left_on, erased_at) ON student FROM ym_admin@localhost;
