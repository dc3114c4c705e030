-- Deploy yimeng:export to mysql
-- Every file that left: who, what, why, and the serial its watermark carries. The bytes are sealed and wiped after a day.
CREATE TABLE IF NOT EXISTS export (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	serial		CHAR(9) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	kind		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what: audit, student, pledge, account, unit, import_bad',
	format		ENUM('xlsx', 'csv', 'csv_gb18030') NOT NULL,
	account_id	BIGINT NOT NULL,
	role		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'in which it was asked for',
	unit_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	filter		VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'the list''s query',
	unmasked	BOOL NOT NULL,
	reason		VARCHAR(300) NULL,
	row_count	BIGINT NOT NULL DEFAULT 0,
	upload_id	BIGINT NULL,
	job_id		BIGINT NULL,
	asked_at	DATETIME(6) NOT NULL,
	ready_at	DATETIME(6) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY export_serial (serial),
	KEY export_of_account (account_id, id),
	KEY export_by_time (asked_at),
	CONSTRAINT export_job FOREIGN KEY (job_id) REFERENCES job (id),
	CONSTRAINT export_account FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT export_upload FOREIGN KEY (upload_id) REFERENCES upload (id),
	CONSTRAINT export_unmasked_with_reason CHECK (NOT unmasked OR reason <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
