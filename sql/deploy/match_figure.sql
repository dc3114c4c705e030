-- Deploy yimeng:match_figure to mysql
-- How a run served groups of students: frozen with it.
CREATE TABLE IF NOT EXISTS match_figure (
	run_id		BIGINT NOT NULL,
	grouping	ENUM('county', 'sex', 'disability', 'stage') NOT NULL,
	name		VARCHAR(60) NOT NULL,
	students	INT NOT NULL,
	matched		INT NOT NULL,
	second		INT NOT NULL,
	served		INT NOT NULL COMMENT 'get a family by this run',
	waited_days	BIGINT NOT NULL COMMENT 'of those, in all',
	PRIMARY KEY (run_id, grouping, name),
	CONSTRAINT match_figure_run FOREIGN KEY (run_id) REFERENCES match_run (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
