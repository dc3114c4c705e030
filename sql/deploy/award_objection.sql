-- Deploy yimeng:award_objection to mysql
-- What somebody says against a sheet, by its number; nobody has to give a name. While one is open nothing on the sheet is approved.
CREATE TABLE IF NOT EXISTS award_objection (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	code		CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'to follow it by; place for sealing',
	notice_id	BIGINT NOT NULL,
	line		SMALLINT NULL COMMENT 'which one it is about; NULL: the sheet',
	body_sealed	VARBINARY(7000) NULL COMMENT 'NULL: erased',
	contact_sealed	VARBINARY(400) NULL COMMENT 'NULL: anonymous',
	form_digest	BINARY(32) NOT NULL COMMENT 'of the form it came by: twice is once',
	raised_at	DATETIME(6) NOT NULL,
	decided_at	DATETIME(6) NULL,
	decided_by	BIGINT NULL,
	upheld		BOOL NULL,
	reason		VARCHAR(300) NULL COMMENT 'of the decision: shown to whoever follows it; no names',
	PRIMARY KEY (id),
	UNIQUE KEY award_objection_code (code),
	UNIQUE KEY award_objection_form (form_digest),
	KEY award_objection_of_notice (notice_id, decided_at),
	KEY award_objection_open (decided_at, id),
	CONSTRAINT award_objection_notice FOREIGN KEY (notice_id) REFERENCES award_notice (id),
	CONSTRAINT award_objection_decider FOREIGN KEY (decided_by) REFERENCES account (id),
	CONSTRAINT award_objection_decided CHECK ((decided_at IS NULL) = (upheld IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)
		AND (decided_at IS NULL OR reason IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
