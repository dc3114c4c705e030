-- Deploy yimeng:aid_tier to mysql
-- What a version gives. Tiers are tried in order; the first whose own clauses hold (none: always) says the amount.
CREATE TABLE IF NOT EXISTS aid_tier (
	version_id	BIGINT NOT NULL,
	tier		SMALLINT NOT NULL COMMENT 'from 1',
	amount_fen	BIGINT NOT NULL,
	per		ENUM('year', 'term', 'month', 'once') NOT NULL,
	up_to		BOOL NOT NULL DEFAULT FALSE COMMENT 'at most so much: a loan, the fee that is waived',
	title		VARCHAR(60) NOT NULL DEFAULT '' COMMENT 'what the tier is called; empty where there is one',
	title_en	VARCHAR(120) NOT NULL DEFAULT '',
	PRIMARY KEY (version_id, tier),
	CONSTRAINT aid_tier_version FOREIGN KEY (version_id) REFERENCES aid_rule_version (id),
	CONSTRAINT aid_tier_range CHECK (tier BETWEEN 1 AND 9 AND amount_fen BETWEEN 1 AND 10000000)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
