-- Deploy yimeng:pairing_student to mysql
-- What pairing knows of a student of the register: identified → guardian consents (consent) → screened → open → closed. Filled is derived
-- (live pairs = places). Health is never a tag. Brothers and sisters share household, the lowest student id among them.
CREATE TABLE IF NOT EXISTS pairing_student (
	student_id	BIGINT NOT NULL,
	home_code	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'village or township',
	tags		SET('tutoring', 'company', 'clothing', 'books', 'holidays') NOT NULL DEFAULT '' COMMENT 'what the child needs',
	places		TINYINT NOT NULL DEFAULT 2 COMMENT 'families at most',
	household	BIGINT NULL,
	together	BOOL NOT NULL DEFAULT TRUE COMMENT 'with brothers and sisters in one family; FALSE: the guardian agreed otherwise',
	wants_woman	BOOL NOT NULL DEFAULT FALSE COMMENT 'a grown woman must live in the family',
	teacher_id	BIGINT NULL COMMENT 'the account that answers for contact at school',
	identified_at	DATETIME(6) NOT NULL,
	edited_by	BIGINT NULL COMMENT 'who keyed it last: somebody else screens',
	screened_at	DATETIME(6) NULL,
	screened_by	BIGINT NULL,
	opened_at	DATETIME(6) NULL,
	closed_at	DATETIME(6) NULL,
	close_reason	ENUM('guardian', 'left', 'school', 'no_need') NULL,
	state		ENUM('identified', 'screened', 'open', 'closed') AS (CASE WHEN closed_at IS NOT NULL THEN 'closed'
			WHEN opened_at IS NOT NULL THEN 'open' WHEN screened_at IS NOT NULL THEN 'screened' ELSE 'identified' END) STORED,
	PRIMARY KEY (student_id),
	KEY pairing_student_by_state (state, student_id),
	KEY pairing_student_of_household (household),
	KEY pairing_student_of_teacher (teacher_id, state),
	CONSTRAINT pairing_student_of FOREIGN KEY (student_id) REFERENCES student (id),
	CONSTRAINT pairing_student_home FOREIGN KEY (home_code) REFERENCES division (code),
	CONSTRAINT pairing_student_teacher FOREIGN KEY (teacher_id) REFERENCES account (id),
	CONSTRAINT pairing_student_screener FOREIGN KEY (screened_by) REFERENCES account (id),
	CONSTRAINT pairing_student_editor FOREIGN KEY (edited_by) REFERENCES account (id),
	CONSTRAINT pairing_student_maker_not_checker CHECK (screened_by IS NULL OR edited_by IS NULL OR screened_by <> edited_by OR opened_at IS NOT NULL),
	CONSTRAINT pairing_student_places CHECK (places BETWEEN 1 AND 4),
	CONSTRAINT pairing_student_in_order CHECK ((opened_at IS NULL OR screened_at IS NOT NULL) AND (screened_at IS NULL) = (screened_by IS NULL)),
	CONSTRAINT pairing_student_closed_why CHECK ((closed_at IS NULL) = (close_reason IS NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
