-- Deploy yimeng:division to mysql
-- Administrative divisions by their national codes (GB/T 2260 and the statistical codes below county level).
CREATE TABLE IF NOT EXISTS division (
	code		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	parent_code	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
	level		ENUM('city', 'county', 'township', 'village') NOT NULL,
	name		VARCHAR(60) NOT NULL,
	PRIMARY KEY (code),
	KEY division_level (level, code),
	CONSTRAINT division_parent FOREIGN KEY (parent_code) REFERENCES division (code),
	CONSTRAINT division_code_digits CHECK (code REGEXP '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
	CONSTRAINT division_top_is_city CHECK ((parent_code IS NULL) = (level = 'city'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
