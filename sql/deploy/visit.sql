-- Deploy yimeng:visit to mysql
-- Visits of a family: planned → done / attempted / missed → reviewed by the school. An attempt is not a visit. No visit alone with the
-- child: with_whom says who of the child's side is there.
CREATE TABLE IF NOT EXISTS visit (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pair_id		BIGINT NOT NULL,
	visit_key	CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	planned_on	DATE NOT NULL,
	part		ENUM('morning', 'afternoon', 'evening') NOT NULL,
	place		ENUM('school', 'child_home', 'family_home', 'public') NOT NULL,
	with_whom	ENUM('guardian', 'teacher', 'both') NOT NULL,
	planned_at	DATETIME(6) NOT NULL,
	cancelled_at	DATETIME(6) NULL,
	outcome		ENUM('done', 'attempted', 'missed') NULL,
	happened_on	DATE NULL,
	minutes		SMALLINT NULL,
	note_sealed	VARBINARY(2500) NULL,
	reported_at	DATETIME(6) NULL,
	review		ENUM('confirmed', 'disputed') NULL,
	reviewed_at	DATETIME(6) NULL,
	reviewed_by	BIGINT NULL,
	review_words	VARCHAR(500) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY visit_key (visit_key),
	KEY visit_of_pair (pair_id, planned_on),
	KEY visit_of_pair_by_outcome (pair_id, outcome, happened_on),
	KEY visit_waiting (outcome, planned_on),
	KEY visit_by_review (review, outcome, id),
	CONSTRAINT visit_pair FOREIGN KEY (pair_id) REFERENCES pair (id),
	CONSTRAINT visit_reviewer FOREIGN KEY (reviewed_by) REFERENCES account (id),
	CONSTRAINT visit_done_whole CHECK (outcome IS NULL OR outcome <> 'done' OR (happened_on IS NOT NULL AND minutes IS NOT NULL)),
	CONSTRAINT visit_minutes CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 720),
	CONSTRAINT visit_reviewed_whole CHECK ((review IS NULL) = (reviewed_at IS NULL) AND (review IS NULL) = (reviewed_by IS NULL)
		AND (review IS NULL OR outcome IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
