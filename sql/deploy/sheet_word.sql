-- Deploy yimeng:sheet_word to mysql
-- The words of tables that people bring and take away: headings of columns (value '') and names of choices. Of several words the
-- first, by id, is what we write; all are understood. A row more, and another source's files need no mapping.
CREATE TABLE IF NOT EXISTS sheet_word (
	id	INT NOT NULL AUTO_INCREMENT,
	kind	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of table: student, audit, …',
	field	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	value	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	word	VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY sheet_word_once (kind, field, value, word)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
