-- Deploy yimeng:division_place to mysql
-- Where a division lies, for distances: a point in it (WGS 84, millionths of a degree). source says whose point it is; a demonstration's
-- points are drawn at random within the county.
CREATE TABLE IF NOT EXISTS division_place (
	code		VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	latitude_e6	INT NOT NULL,
	longitude_e6	INT NOT NULL,
	source		VARCHAR(100) NOT NULL,
	PRIMARY KEY (code),
	CONSTRAINT division_place_of FOREIGN KEY (code) REFERENCES division (code),
	CONSTRAINT division_place_on_earth CHECK (latitude_e6 BETWEEN -90000000 AND 90000000 AND longitude_e6 BETWEEN -180000000 AND 180000000)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
