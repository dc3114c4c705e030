-- Deploy yimeng:ym_admin_keeps_cases to mysql
-- Staff keep families to try a rule on.
GRANT SELECT, INSERT, DELETE ON aid_case TO ym_admin@localhost;
