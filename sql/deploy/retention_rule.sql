-- Deploy yimeng:retention_rule to mysql
-- How long what is kept, and by what law. The worker wipes what is older.
CREATE TABLE IF NOT EXISTS retention_rule (
	subject		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	days		INT NOT NULL,
	law_ref		VARCHAR(100) NOT NULL,
	PRIMARY KEY (subject),
	CONSTRAINT retention_rule_days CHECK (days > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
