-- Deploy yimeng:concern to mysql
-- A worry about a child or a pair, by whoever has it, without an account too. It goes to a named officer with a deadline and pauses the pair;
-- nobody is told who spoke. Suspected harm starts the clock of the mandatory report (未成年人保护法 article 11). path: of the child's school, or the
-- city where nothing is known yet.
CREATE TABLE IF NOT EXISTS concern (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	code			CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'to follow it by; place for sealing',
	kind			ENUM('unease', 'contact', 'alone', 'money', 'harm', 'other') NOT NULL,
	raised_by		ENUM('child', 'guardian', 'teacher', 'family', 'other') NOT NULL,
	pair_id			BIGINT NULL,
	student_id		BIGINT NULL,
	path			VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body_sealed		VARBINARY(8000) NULL,
	contact_sealed		VARBINARY(500) NULL COMMENT 'where the officer may reach who spoke; NULL: nowhere',
	form_digest		BINARY(32) NOT NULL,
	raised_at		DATETIME(6) NOT NULL,
	due_at			DATETIME(6) NOT NULL,
	officer_id		BIGINT NULL COMMENT 'NULL: nobody yet; it stands in the queue of the scope',
	not_officer_id		BIGINT NULL COMMENT 'it is about this officer: never his',
	climbed_at		DATETIME(6) NULL COMMENT 'late: the level above was told',
	report_due_at		DATETIME(6) NULL,
	reported_at		DATETIME(6) NULL,
	reported_by		BIGINT NULL,
	answered_at		DATETIME(6) NULL,
	closed_at		DATETIME(6) NULL,
	closed_by		BIGINT NULL,
	outcome			ENUM('unfounded', 'settled', 'pair_ended', 'reported') NULL,
	words			VARCHAR(1000) NULL COMMENT 'what was found, for staff',
	state			ENUM('raised', 'taken', 'closed') AS (CASE WHEN closed_at IS NOT NULL THEN 'closed'
				WHEN officer_id IS NOT NULL THEN 'taken' ELSE 'raised' END) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY concern_code (code),
	UNIQUE KEY concern_form (form_digest),
	KEY concern_by_path (path, state, due_at),
	KEY concern_by_due (state, due_at),
	KEY concern_of_pair (pair_id, state),
	KEY concern_of_officer (officer_id, state, due_at),
	CONSTRAINT concern_pair FOREIGN KEY (pair_id) REFERENCES pair (id),
	CONSTRAINT concern_student FOREIGN KEY (student_id) REFERENCES student (id),
	CONSTRAINT concern_officer FOREIGN KEY (officer_id) REFERENCES account (id),
	CONSTRAINT concern_not_about_officer CHECK (officer_id IS NULL OR not_officer_id IS NULL OR officer_id <> not_officer_id),
	CONSTRAINT concern_harm_has_clock CHECK (kind <> 'harm' OR report_due_at IS NOT NULL),
	CONSTRAINT concern_closed_whole CHECK ((closed_at IS NULL) = (outcome IS NULL) AND (closed_at IS NULL) = (closed_by IS NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
