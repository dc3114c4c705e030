-- Deploy yimeng:match_left to mysql
-- Students that a run left without a family, and why.
CREATE TABLE IF NOT EXISTS match_left (
	run_id		BIGINT NOT NULL,
	student_id	BIGINT NOT NULL,
	why		ENUM('none_in_reach', 'none_fits', 'outnumbered') NOT NULL,
	PRIMARY KEY (run_id, student_id),
	CONSTRAINT match_left_run FOREIGN KEY (run_id) REFERENCES match_run (id),
	CONSTRAINT match_left_student FOREIGN KEY (student_id) REFERENCES student (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
