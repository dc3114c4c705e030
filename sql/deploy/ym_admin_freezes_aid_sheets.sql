-- Deploy yimeng:ym_admin_freezes_aid_sheets to mysql
-- Staff freeze the sheet of a quarter.
GRANT SELECT, INSERT ON aid_sheet TO ym_admin@localhost;
