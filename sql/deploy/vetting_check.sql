-- Deploy yimeng:vetting_check to mysql
-- One check made of a family or of one adult in it. What counts is the latest of its rule that was not voided. Never deleted.
CREATE TABLE IF NOT EXISTS vetting_check (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	family_id	BIGINT NOT NULL,
	adult_id	BIGINT NULL,
	rule_id		BIGINT NOT NULL,
	passed		BOOL NOT NULL,
	checked_on	DATE NOT NULL,
	valid_until	DATE NOT NULL COMMENT 'the last day it holds',
	reference	VARCHAR(60) NULL COMMENT 'number of the paper it rests on',
	noted_at	DATETIME(6) NOT NULL,
	noted_by	BIGINT NOT NULL,
	voided_at	DATETIME(6) NULL,
	void_reason	ENUM('address', 'error', 'left') NULL,
	PRIMARY KEY (id),
	KEY vetting_check_of (family_id, rule_id, adult_id, id),
	CONSTRAINT vetting_check_family FOREIGN KEY (family_id) REFERENCES family (id),
	CONSTRAINT vetting_check_adult FOREIGN KEY (adult_id) REFERENCES family_adult (id),
	CONSTRAINT vetting_check_rule FOREIGN KEY (rule_id) REFERENCES vetting_rule (id),
	CONSTRAINT vetting_check_by FOREIGN KEY (noted_by) REFERENCES account (id),
	CONSTRAINT vetting_check_days CHECK (valid_until >= checked_on),
	CONSTRAINT vetting_check_voided_why CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
