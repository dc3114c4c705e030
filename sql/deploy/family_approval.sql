-- Deploy yimeng:family_approval to mysql
-- Every approval of a family; family keeps only the one that stands. Never changed.
CREATE TABLE IF NOT EXISTS family_approval (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	family_id	BIGINT NOT NULL,
	approved_at	DATETIME(6) NOT NULL,
	approved_by	BIGINT NOT NULL,
	PRIMARY KEY (id),
	KEY family_approval_of (family_id, approved_at),
	CONSTRAINT family_approval_family FOREIGN KEY (family_id) REFERENCES family (id) ON DELETE CASCADE,
	CONSTRAINT family_approval_account FOREIGN KEY (approved_by) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
