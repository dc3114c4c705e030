-- Deploy yimeng:recovery_code to mysql
-- Ten one-time codes that stand in for a lost authenticator; digests only.
CREATE TABLE IF NOT EXISTS recovery_code (
	account_id	BIGINT NOT NULL,
	code_digest	BINARY(32) NOT NULL,
	used_at		DATETIME(6) NULL,
	PRIMARY KEY (account_id, code_digest),
	CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
