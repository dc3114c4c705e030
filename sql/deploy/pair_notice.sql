-- Deploy yimeng:pair_notice to mysql
-- That somebody who must act on a pair was told, once a step: by the worker, without child facts.
CREATE TABLE IF NOT EXISTS pair_notice (
	pair_id		BIGINT NOT NULL,
	step		VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'family_asked, family_day_left, guardian_asked, …',
	told_at		DATETIME(6) NOT NULL,
	PRIMARY KEY (pair_id, step),
	CONSTRAINT pair_notice_pair FOREIGN KEY (pair_id) REFERENCES pair (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
