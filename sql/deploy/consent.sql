-- Deploy yimeng:consent to mysql
-- Who agreed to which version for whom. Under 14 only a guardian can (PIPL article 31).
CREATE TABLE IF NOT EXISTS consent (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	text_id		BIGINT NOT NULL,
	subject		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'student:CODE, pledge:CODE',
	given_by	ENUM('self', 'guardian') NOT NULL,
	channel		ENUM('page', 'telephone_code', 'paper') NOT NULL,
	witness_id	BIGINT NULL COMMENT 'the account that keyed witnessed paper',
	given_at	DATETIME(6) NOT NULL,
	withdrawn_at	DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY consent_of_subject (subject, text_id),
	CONSTRAINT consent_text FOREIGN KEY (text_id) REFERENCES policy_text (id),
	CONSTRAINT consent_witness FOREIGN KEY (witness_id) REFERENCES account (id),
	CONSTRAINT consent_paper_witnessed CHECK (channel <> 'paper' OR witness_id IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
