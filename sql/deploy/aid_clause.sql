-- Deploy yimeng:aid_clause to mysql
-- Conditions. Those of a group hold together, groups from 1 on are alternatives, group 0 always holds (domain.md section 3). tier 0: of the
-- version; a higher one: of that tier's amount. field, op and value mean what domain/aid/fact.h and rule.h say; value is text, several by commas.
CREATE TABLE IF NOT EXISTS aid_clause (
	version_id	BIGINT NOT NULL,
	tier		SMALLINT NOT NULL DEFAULT 0,
	group_number	SMALLINT NOT NULL DEFAULT 0,
	position	SMALLINT NOT NULL,
	field		VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	op		ENUM('is', 'is_not', 'in', 'at_least', 'at_most') NOT NULL,
	value		VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	reason		VARCHAR(200) NOT NULL COMMENT 'why not, where it does not hold, in words for a parent',
	reason_en	VARCHAR(400) NOT NULL,
	PRIMARY KEY (version_id, tier, group_number, position),
	CONSTRAINT aid_clause_version FOREIGN KEY (version_id) REFERENCES aid_rule_version (id),
	CONSTRAINT aid_clause_range CHECK (tier BETWEEN 0 AND 9 AND group_number BETWEEN 0 AND 20 AND position BETWEEN 1 AND 60)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
