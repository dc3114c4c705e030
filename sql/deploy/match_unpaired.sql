-- Deploy yimeng:match_unpaired to mysql
-- Families that a run left without a student: why, and the nearest miss. For staff only: it describes a child.
CREATE TABLE IF NOT EXISTS match_unpaired (
	run_id		BIGINT NOT NULL,
	family_id	BIGINT NOT NULL,
	why		ENUM('none_in_reach', 'none_fits', 'outscored') NOT NULL,
	nearest_id	BIGINT NULL COMMENT 'student',
	short		INT NULL COMMENT 'by so many points',
	price		BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (run_id, family_id),
	CONSTRAINT match_unpaired_run FOREIGN KEY (run_id) REFERENCES match_run (id),
	CONSTRAINT match_unpaired_family FOREIGN KEY (family_id) REFERENCES family (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
