-- Revert yimeng:pairing_student_screener_differs from mysql
ALTER TABLE pairing_student
	DROP CONSTRAINT IF EXISTS pairing_student_maker_not_checker,
	ADD CONSTRAINT pairing_student_maker_not_checker CHECK (screened_by IS NULL OR edited_by IS NULL OR screened_by <> edited_by
		OR opened_at IS NOT NULL);
