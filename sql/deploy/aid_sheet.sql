-- Deploy yimeng:aid_sheet to mysql
-- The sheet of paper for a quarterly meeting, one a county and one for the city: figures of a run of that quarter, frozen. It never changes after
-- (aid_sheet_stays, aid_sheet_kept); the change on the quarter before is told from the sheet before.
CREATE TABLE IF NOT EXISTS aid_sheet (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	unit_id		BIGINT NOT NULL,
	path		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	quarter		CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT '2018Q4',
	run_id		BIGINT NOT NULL,
	frozen_at	DATETIME(6) NOT NULL,
	frozen_by	BIGINT NOT NULL,
	eligible	INT NOT NULL COMMENT 'student × programme, as awarded, left_out and not_entitled: the sums of aid_sheet_line',
	awarded		INT NOT NULL,
	awarded_fen	BIGINT NOT NULL,
	left_out	INT NOT NULL,
	not_entitled	INT NOT NULL,
	to_ask		INT NOT NULL COMMENT 'students',
	not_enrolled	INT NOT NULL,
	not_listed	INT NOT NULL,
	help_open	INT NOT NULL COMMENT 'requests for help without an answer',
	help_overdue	INT NOT NULL COMMENT 'of these past their day',
	PRIMARY KEY (id),
	UNIQUE KEY aid_sheet_once (unit_id, quarter),
	KEY aid_sheet_by_path (path, id),
	CONSTRAINT aid_sheet_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
	CONSTRAINT aid_sheet_run FOREIGN KEY (run_id) REFERENCES gap_run (id),
	CONSTRAINT aid_sheet_by FOREIGN KEY (frozen_by) REFERENCES account (id),
	CONSTRAINT aid_sheet_quarter CHECK (quarter REGEXP '^20[0-9]{2}Q[1-4]$')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
