-- Deploy yimeng:gap_run to mysql
-- One comparison of who is entitled to aid with who has it (应助尽助), and of our register with the poverty office's, in one unit for one period by the
-- rules of one day. It changes nothing. What it found stands in gap_line; how each school stands, in gap_tally.
CREATE TABLE IF NOT EXISTS gap_run (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	unit_id		BIGINT NOT NULL,
	path		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	period		CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'as award.period',
	day		DATE NOT NULL COMMENT 'of rules and ages',
	account_id	BIGINT NULL COMMENT 'NULL: made every night',
	job_id		BIGINT NULL,
	asked_at	DATETIME(6) NOT NULL,
	done_at		DATETIME(6) NULL,
	students	INT NOT NULL DEFAULT 0,
	left_out	INT NOT NULL DEFAULT 0 COMMENT 'rows of gap_line of that kind, as the next four',
	not_entitled	INT NOT NULL DEFAULT 0,
	to_ask		INT NOT NULL DEFAULT 0,
	not_enrolled	INT NOT NULL DEFAULT 0,
	not_listed	INT NOT NULL DEFAULT 0,
	us		BIGINT NOT NULL DEFAULT 0 COMMENT 'microseconds of work',
	lines_kept	BOOL NOT NULL DEFAULT TRUE COMMENT 'lines of old nightly runs are dropped',
	PRIMARY KEY (id),
	KEY gap_run_by_path (path, id),
	KEY gap_run_nightly (lines_kept, account_id, id),
	CONSTRAINT gap_run_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
	CONSTRAINT gap_run_by FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT gap_run_period CHECK (period REGEXP '^20[0-9]{2}-[012]$')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
