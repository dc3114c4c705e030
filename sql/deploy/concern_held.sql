-- Deploy yimeng:concern_held to mysql
-- Everybody who ever was the officer of a concern; the triggers of concern write it, whoever gives it to whom.
CREATE TABLE IF NOT EXISTS concern_held (
	concern_id	BIGINT NOT NULL,
	account_id	BIGINT NOT NULL,
	PRIMARY KEY (concern_id, account_id),
	CONSTRAINT concern_held_concern FOREIGN KEY (concern_id) REFERENCES concern (id) ON DELETE CASCADE,
	CONSTRAINT concern_held_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
