-- Deploy yimeng:aid_rule_version to mysql
-- Whom a programme is for and how much, version by version. One person drafts, another publishes; a published version never changes but for
-- valid_to, which the version that follows it sets once. Published versions of a programme do not overlap.
CREATE TABLE IF NOT EXISTS aid_rule_version (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	programme_id	BIGINT NOT NULL,
	version		INT NOT NULL,
	valid_from	DATE NOT NULL,
	valid_to	DATE NULL COMMENT 'the last day; NULL: until another is published',
	law_ref		VARCHAR(200) NOT NULL COMMENT 'the law or document, with its number',
	source		VARCHAR(300) NOT NULL COMMENT 'where amounts and conditions were taken from; says so where it is from memory',
	confirmed	BOOL NOT NULL DEFAULT FALSE COMMENT 'somebody compared the amounts with the document: else it is published in a demo only',
	drafted_at	DATETIME(6) NOT NULL,
	drafted_by	BIGINT NULL COMMENT 'NULL: loaded with the system',
	submitted_at	DATETIME(6) NULL,
	submitted_by	BIGINT NULL,
	returned_at	DATETIME(6) NULL,
	return_reason	VARCHAR(300) NULL,
	published_at	DATETIME(6) NULL,
	published_by	BIGINT NULL,
	state		ENUM('draft', 'submitted', 'published') AS (CASE WHEN published_at IS NOT NULL THEN 'published'
			WHEN submitted_at IS NOT NULL THEN 'submitted' ELSE 'draft' END) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY aid_rule_version_of (programme_id, version),
	KEY aid_rule_version_by_day (state, valid_from),
	CONSTRAINT aid_rule_version_programme FOREIGN KEY (programme_id) REFERENCES programme (id),
	CONSTRAINT aid_rule_version_drafter FOREIGN KEY (drafted_by) REFERENCES account (id),
	CONSTRAINT aid_rule_version_submitter FOREIGN KEY (submitted_by) REFERENCES account (id),
	CONSTRAINT aid_rule_version_publisher FOREIGN KEY (published_by) REFERENCES account (id),
	CONSTRAINT aid_rule_version_days CHECK (valid_to IS NULL OR valid_to >= valid_from),
	CONSTRAINT aid_rule_version_two_persons CHECK (published_by IS NULL
		OR ((drafted_by IS NULL OR published_by <> drafted_by) AND (submitted_by IS NULL OR published_by <> submitted_by)))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
