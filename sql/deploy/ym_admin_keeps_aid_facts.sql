-- Deploy yimeng:ym_admin_keeps_aid_facts to mysql
-- Schools state what the register does not say.
GRANT SELECT, INSERT, UPDATE, DELETE ON aid_fact TO ym_admin@localhost;
