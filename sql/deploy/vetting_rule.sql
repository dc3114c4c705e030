-- Deploy yimeng:vetting_rule to mysql
-- The list of checks, version by version: what is checked, of the family or of each adult, how long it holds, and whether it depends on
-- where they live. A published version never changes.
CREATE TABLE IF NOT EXISTS vetting_rule (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	version		INT NOT NULL,
	position	TINYINT NOT NULL,
	name		VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'identity, criminal_record, …',
	title		VARCHAR(60) NOT NULL,
	title_en	VARCHAR(80) NOT NULL,
	covers		ENUM('family', 'adult') NOT NULL,
	valid_days	SMALLINT NOT NULL,
	on_address	BOOL NOT NULL DEFAULT FALSE COMMENT 'a change of address voids it',
	published_at	DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY vetting_rule_version (version, name),
	CONSTRAINT vetting_rule_days CHECK (valid_days > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
