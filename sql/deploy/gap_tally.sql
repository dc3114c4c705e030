-- Deploy yimeng:gap_tally to mysql
-- How a school stands with a programme in a run: a sum over paths is a township's, a county's, the city's. eligible counts whoever is entitled, awards or
-- not; awarded, awards that cover the period; left_out leaves out loans, which families ask for, and programmes with a quota.
CREATE TABLE IF NOT EXISTS gap_tally (
	run_id		BIGINT NOT NULL,
	path		VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	programme_id	BIGINT NOT NULL,
	eligible	INT NOT NULL,
	awarded		INT NOT NULL,
	awarded_fen	BIGINT NOT NULL,
	left_out	INT NOT NULL,
	not_entitled	INT NOT NULL,
	to_ask		INT NOT NULL,
	PRIMARY KEY (run_id, path, programme_id),
	CONSTRAINT gap_tally_run FOREIGN KEY (run_id) REFERENCES gap_run (id),
	CONSTRAINT gap_tally_programme FOREIGN KEY (programme_id) REFERENCES programme (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
