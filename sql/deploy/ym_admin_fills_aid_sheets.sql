-- Deploy yimeng:ym_admin_fills_aid_sheets to mysql
-- A sheet is frozen with its lines.
GRANT SELECT, INSERT ON aid_sheet_line TO ym_admin@localhost;
