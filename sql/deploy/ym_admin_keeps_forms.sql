-- Deploy yimeng:ym_admin_keeps_forms to mysql
-- What was typed waits for the same person.
GRANT SELECT, INSERT, DELETE ON kept_form TO ym_admin@localhost;
