-- Deploy yimeng:family_adult to mysql
-- Every adult who lives in the home: vetting covers each of them. The first (relation self) is who applied.
CREATE TABLE IF NOT EXISTS family_adult (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	family_id		BIGINT NOT NULL,
	adult_key		CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	relation		ENUM('self', 'spouse', 'parent', 'child', 'other') NOT NULL,
	name_sealed		VARBINARY(800) NULL,
	id_number_sealed	VARBINARY(100) NULL,
	id_number_index		BINARY(32) NULL,
	sex			ENUM('female', 'male') NOT NULL,
	birth			DATE NOT NULL,
	left_at			DATETIME(6) NULL COMMENT 'lives there no more',
	PRIMARY KEY (id),
	UNIQUE KEY family_adult_key (adult_key),
	KEY family_adult_of (family_id, left_at),
	KEY family_adult_by_number (id_number_index),
	CONSTRAINT family_adult_family FOREIGN KEY (family_id) REFERENCES family (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
