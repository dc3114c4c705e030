-- Deploy yimeng:unit_placement to mysql
-- How a unit was called and whose it was, from a day until another. The current row has no valid_to and says what unit says.
CREATE TABLE IF NOT EXISTS unit_placement (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	unit_id		BIGINT NOT NULL,
	parent_id	BIGINT NULL,
	name		VARCHAR(100) NOT NULL,
	valid_from	DATE NOT NULL,
	valid_to	DATE NULL,
	PRIMARY KEY (id),
	KEY unit_placement_of_unit (unit_id, valid_from),
	CONSTRAINT unit_placement_unit FOREIGN KEY (unit_id) REFERENCES unit (id),
	CONSTRAINT unit_placement_parent FOREIGN KEY (parent_id) REFERENCES unit (id),
	CONSTRAINT unit_placement_days_ordered CHECK (valid_to IS NULL OR valid_to >= valid_from)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
