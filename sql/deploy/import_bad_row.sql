-- Deploy yimeng:import_bad_row to mysql
-- A row that cannot be taken, and why; its cells sealed, for the download of the bad rows. Line 0: the file's headings.
CREATE TABLE IF NOT EXISTS import_bad_row (
	id		BIGINT NOT NULL AUTO_INCREMENT COMMENT 'so that key rotation walks over the rows',
	import_id	BIGINT NOT NULL,
	line_number	BIGINT NOT NULL COMMENT 'as the spreadsheet counts',
	field		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a word the page translates',
	cells_sealed	VARBINARY(8000) NOT NULL,
	PRIMARY KEY (import_id, line_number),
	UNIQUE KEY import_bad_row_id (id),
	CONSTRAINT import_bad_row_import FOREIGN KEY (import_id) REFERENCES import (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
