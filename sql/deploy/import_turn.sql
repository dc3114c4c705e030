-- Deploy yimeng:import_turn to mysql
-- One import of a kind is committed at a time: whoever commits locks its kind's row.
CREATE TABLE IF NOT EXISTS import_turn (
	kind	VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (kind)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
