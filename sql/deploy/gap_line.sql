-- Deploy yimeng:gap_line to mysql
-- What a run found, a child a line: entitled without an award, an award without being entitled, not known (one line a student, `missing` are the facts to ask
-- for), on the poverty register without being a student, a poor student who is not on that register. Whom it is about is looked up when it is
-- shown: no name stands here. Its lists are ranges of the primary key.
CREATE TABLE IF NOT EXISTS gap_line (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	run_id			BIGINT NOT NULL,
	kind			ENUM('left_out', 'not_entitled', 'to_ask', 'not_enrolled', 'not_listed') NOT NULL,
	path			VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the school; not_enrolled: of who keeps the row',
	student_id		BIGINT NULL,
	poverty_person_id	BIGINT NULL,
	programme_id		BIGINT NULL COMMENT 'left_out, not_entitled',
	award_id		BIGINT NULL COMMENT 'not_entitled: the award; left_out: one that was refused',
	amount_fen		BIGINT NULL COMMENT 'left_out: of the tier, where it is certain; not_entitled: of the award',
	missing			INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'to_ask: bits 1 << enum fact_field (domain/aid/fact.h)',
	PRIMARY KEY (run_id, kind, path, id),
	KEY gap_line_id (id),
	CONSTRAINT gap_line_run FOREIGN KEY (run_id) REFERENCES gap_run (id),
	CONSTRAINT gap_line_whom CHECK ((student_id IS NULL) = (kind = 'not_enrolled') AND (poverty_person_id IS NOT NULL) = (kind = 'not_enrolled')
		AND (programme_id IS NOT NULL) = (kind IN ('left_out', 'not_entitled')) AND (award_id IS NOT NULL OR kind <> 'not_entitled')
		AND (missing <> 0) = (kind = 'to_ask'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
