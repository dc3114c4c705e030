-- Deploy yimeng:aid_fact to mysql
-- What a school said of a student of the register that only rules of aid ask for: boarding, kind of school, household. Fields and values as
-- domain/aid/fact.h names them. No row: not known.
CREATE TABLE IF NOT EXISTS aid_fact (
	student_id	BIGINT NOT NULL,
	field		VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	value		VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	stated_at	DATETIME(6) NOT NULL,
	stated_by	BIGINT NULL,
	PRIMARY KEY (student_id, field),
	CONSTRAINT aid_fact_student FOREIGN KEY (student_id) REFERENCES student (id),
	CONSTRAINT aid_fact_account FOREIGN KEY (stated_by) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
