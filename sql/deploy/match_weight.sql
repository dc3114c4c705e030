-- Deploy yimeng:match_weight to mysql
-- Points of the soft wishes (domain.md §2), one row a version; the highest counts. Never ethnicity, never looks.
CREATE TABLE IF NOT EXISTS match_weight (
	version		INT NOT NULL,
	village		SMALLINT NOT NULL COMMENT 'same village',
	township	SMALLINT NOT NULL COMMENT 'same township',
	county		SMALLINT NOT NULL COMMENT 'same county',
	distance	SMALLINT NOT NULL COMMENT 'at no distance, falling to 0 at the limit of travel',
	fit		SMALLINT NOT NULL COMMENT 'every need met by an offer, in proportion',
	waiting		SMALLINT NOT NULL COMMENT 'after a year of waiting, in proportion',
	vulnerability	SMALLINT NOT NULL COMMENT 'of the hardest hardship, in proportion',
	continuity	SMALLINT NOT NULL COMMENT 'was a good pair before',
	published_at	DATETIME(6) NOT NULL,
	published_by	BIGINT NULL,
	PRIMARY KEY (version),
	CONSTRAINT match_weight_by FOREIGN KEY (published_by) REFERENCES account (id),
	CONSTRAINT match_weight_range CHECK (LEAST(village, township, county, distance, fit, waiting, vulnerability, continuity) >= 0
		AND village + township + county + distance + fit + waiting + vulnerability + continuity BETWEEN 1 AND 1000)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
