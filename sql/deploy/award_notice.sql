-- Deploy yimeng:award_notice to mysql
-- A sheet for a school's board (公示): who of one programme and period is to get aid, masked; until when somebody may object, and the day it is
-- taken down. code is the sheet's number, by which anybody objects.
CREATE TABLE IF NOT EXISTS award_notice (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	code		CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	school_id	BIGINT NOT NULL,
	path		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the school',
	programme_id	BIGINT NOT NULL,
	period		CHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	awards		SMALLINT NOT NULL COMMENT 'lines on it',
	posted_on	DATE NOT NULL,
	objections_until DATE NOT NULL COMMENT 'the last day',
	removed_on	DATE NOT NULL COMMENT 'taken down by then',
	made_at		DATETIME(6) NOT NULL,
	made_by		BIGINT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY award_notice_code (code),
	KEY award_notice_by_path (path, id),
	KEY award_notice_by_day (objections_until, id),
	CONSTRAINT award_notice_school FOREIGN KEY (school_id) REFERENCES unit (id),
	CONSTRAINT award_notice_programme FOREIGN KEY (programme_id) REFERENCES programme (id),
	CONSTRAINT award_notice_maker FOREIGN KEY (made_by) REFERENCES account (id),
	CONSTRAINT award_notice_days CHECK (objections_until >= posted_on + INTERVAL 4 DAY AND removed_on >= objections_until),
	CONSTRAINT award_notice_lines CHECK (awards > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
