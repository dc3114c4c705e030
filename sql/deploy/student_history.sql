-- Deploy yimeng:student_history to mysql
-- What a student's row said before a change. Append-only, wiped with the student.
CREATE TABLE IF NOT EXISTS student_history (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	student_id	BIGINT NOT NULL,
	history_key	CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	changed_at	DATETIME(6) NOT NULL,
	account_id	BIGINT NULL,
	import_id	BIGINT NULL,
	fields		VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'names of those that changed, separated by blanks',
	before_sealed	VARBINARY(4000) NULL,
	PRIMARY KEY (id),
	KEY student_history_of (student_id, id),
	CONSTRAINT student_history_student FOREIGN KEY (student_id) REFERENCES student (id),
	CONSTRAINT student_history_import FOREIGN KEY (import_id) REFERENCES import (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
