-- Deploy yimeng:import to mysql
-- One bringing-in of one file: looked through first, then committed in one transaction.
CREATE TABLE IF NOT EXISTS import (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	kind		ENUM('unit', 'student', 'campaign') NOT NULL,
	upload_id	BIGINT NULL COMMENT 'NULL: the file was wiped after its time',
	account_id	BIGINT NOT NULL,
	unit_id		BIGINT NOT NULL COMMENT 'rows must lie in its scope',
	source		VARCHAR(60) NOT NULL,
	state		ENUM('mapping', 'checking', 'ready', 'committing', 'done', 'refused', 'failed', 'abandoned') NOT NULL,
	refusal		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'why the file as a whole cannot be taken: a word the page translates',
	rows_seen	BIGINT NOT NULL DEFAULT 0,
	rows_new	BIGINT NOT NULL DEFAULT 0,
	rows_changed	BIGINT NOT NULL DEFAULT 0,
	rows_same	BIGINT NOT NULL DEFAULT 0,
	rows_bad	BIGINT NOT NULL DEFAULT 0,
	begun_at	DATETIME(6) NOT NULL,
	ended_at	DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY import_by_unit (unit_id, id),
	CONSTRAINT import_upload FOREIGN KEY (upload_id) REFERENCES upload (id),
	CONSTRAINT import_account FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT import_unit FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
