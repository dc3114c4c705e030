-- Deploy yimeng:pairing_student_screener_differs to mysql
-- Open or not: a change of the facts ends the screening, so the two never are one.
ALTER TABLE pairing_student
	DROP CONSTRAINT IF EXISTS pairing_student_maker_not_checker,
	ADD CONSTRAINT pairing_student_maker_not_checker CHECK (screened_by IS NULL OR edited_by IS NULL OR screened_by <> edited_by);
