-- Deploy yimeng:unit to mysql
-- The org tree: city, counties, townships, schools; beside them departments and charities. What a unit is today; how it was
-- stands in unit_placement. path is the ids from the root, "/1/5/77/": a scope is a prefix of it; town_path is its part down to the
-- third level, so that a township's list is one value of an index (a path that ends above it is nobody's scope). Units are never deleted,
-- they end (valid_to, the first day they are no more).
CREATE TABLE IF NOT EXISTS unit (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	kind		ENUM('city', 'county', 'township', 'school', 'department', 'charity') NOT NULL,
	code		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'national code; some development zones have none',
	name		VARCHAR(100) NOT NULL,
	parent_id	BIGINT NULL COMMENT 'NULL: the root',
	path		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	charity_id	BIGINT NULL,
	valid_from	DATE NOT NULL,
	valid_to	DATE NULL,
	town_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin AS (CONCAT(SUBSTRING_INDEX(path, '/', 4), '/')) STORED,
	ends		BOOL AS (valid_to IS NOT NULL) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY unit_code (kind, code),
	UNIQUE KEY unit_charity (charity_id),
	KEY unit_by_path (path, id),
	KEY unit_by_parent (parent_id, name, id),
	KEY unit_by_parent_and_end (parent_id, ends, name, id),
	KEY unit_by_name (name, id, path, valid_to),
	KEY unit_by_kind (kind, name, id, path, valid_to),
	KEY unit_by_end (ends, name, id, path, valid_to),
	KEY unit_by_end_and_path (ends, path, name, id, valid_to),
	KEY unit_of_town (town_path, name, id, path, valid_to),
	CONSTRAINT unit_parent FOREIGN KEY (parent_id) REFERENCES unit (id),
	CONSTRAINT unit_of_charity FOREIGN KEY (charity_id) REFERENCES charity (id),
	CONSTRAINT unit_charity_kind CHECK ((kind = 'charity') = (charity_id IS NOT NULL)),
	CONSTRAINT unit_root_is_city CHECK (parent_id IS NOT NULL OR kind = 'city'),
	CONSTRAINT unit_path_form CHECK (path REGEXP '^(/[0-9]+)+/$' OR path = ''),
	CONSTRAINT unit_days_ordered CHECK (valid_to IS NULL OR valid_to > valid_from)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
