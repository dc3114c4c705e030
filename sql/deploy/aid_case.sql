-- Deploy yimeng:aid_case to mysql
-- Families that staff made up to try a rule on before it is published: nobody real. facts: field=value lines as domain/aid/fact.h names them.
CREATE TABLE IF NOT EXISTS aid_case (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	name		VARCHAR(60) NOT NULL,
	facts		VARCHAR(1500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	added_at	DATETIME(6) NOT NULL,
	added_by	BIGINT NULL COMMENT 'NULL: loaded with the system',
	PRIMARY KEY (id),
	UNIQUE KEY aid_case_name (name),
	CONSTRAINT aid_case_account FOREIGN KEY (added_by) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
