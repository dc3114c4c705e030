-- Deploy yimeng:pairing_students_screened_anew to mysql
-- Whose facts were keyed last by who had screened them is to be screened again, by somebody else.
UPDATE pairing_student SET opened_at = NULL, screened_at = NULL, screened_by = NULL WHERE screened_by = edited_by;
