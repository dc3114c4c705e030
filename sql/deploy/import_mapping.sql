-- Deploy yimeng:import_mapping to mysql
-- Which heading of a source's file feeds which field. Kept per source, so that the next file of the same source needs no mapping.
CREATE TABLE IF NOT EXISTS import_mapping (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	kind		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	unit_id		BIGINT NOT NULL,
	source		VARCHAR(60) NOT NULL COMMENT 'as staff call it',
	field		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	heading		VARCHAR(100) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY import_mapping_field (kind, unit_id, source, field),
	CONSTRAINT import_mapping_unit FOREIGN KEY (unit_id) REFERENCES unit (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
