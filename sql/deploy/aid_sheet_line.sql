-- Deploy yimeng:aid_sheet_line to mysql
-- A programme on a sheet, by the name it had then.
CREATE TABLE IF NOT EXISTS aid_sheet_line (
	sheet_id	BIGINT NOT NULL,
	programme_id	BIGINT NOT NULL,
	position	SMALLINT NOT NULL,
	title		VARCHAR(60) NOT NULL,
	title_en	VARCHAR(120) NOT NULL,
	eligible	INT NOT NULL,
	awarded		INT NOT NULL,
	awarded_fen	BIGINT NOT NULL,
	left_out	INT NOT NULL,
	not_entitled	INT NOT NULL,
	PRIMARY KEY (sheet_id, programme_id),
	CONSTRAINT aid_sheet_line_sheet FOREIGN KEY (sheet_id) REFERENCES aid_sheet (id),
	CONSTRAINT aid_sheet_line_programme FOREIGN KEY (programme_id) REFERENCES programme (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
