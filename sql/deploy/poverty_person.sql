-- Deploy yimeng:poverty_person to mysql
-- Children on the poverty office's own register (扶贫办、民政), as it hands them over: what our register of students is held against. Known by the ID number;
-- the index is made as the student's is, so that the two can be joined. unit_id: the township or county that keeps the row.
CREATE TABLE IF NOT EXISTS poverty_person (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	person_key		CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	unit_id			BIGINT NOT NULL,
	path			VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the unit',
	id_number_sealed	VARBINARY(100) NULL COMMENT 'NULL, as the name: erased',
	name_sealed		VARBINARY(800) NULL,
	id_number_index		BINARY(32) NULL,
	name_index		BINARY(32) NULL,
	birth			DATE NOT NULL,
	hardship		ENUM('registered_poor', 'minimum_living', 'extreme_poverty', 'orphan', 'disabled', 'other') NOT NULL,
	left_on			DATE NULL COMMENT 'off that register since',
	import_id		BIGINT NULL,
	updated_at		DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY poverty_person_key (person_key),
	UNIQUE KEY poverty_person_id_number (id_number_index),
	KEY poverty_person_by_path (path, id),
	CONSTRAINT poverty_person_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
	CONSTRAINT poverty_person_import FOREIGN KEY (import_id) REFERENCES import (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
