-- Deploy yimeng:kept_form to mysql
-- What was typed when the session had gone idle: shown again after the next sign-in of the same person.
CREATE TABLE IF NOT EXISTS kept_form (
	id		BIGINT NOT NULL AUTO_INCREMENT COMMENT 'so that key rotation walks over the rows',
	token_digest	BINARY(32) NOT NULL,
	account_id	BIGINT NOT NULL,
	path		VARCHAR(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body_sealed	MEDIUMBLOB NOT NULL,
	kept_at		DATETIME(6) NOT NULL,
	PRIMARY KEY (token_digest),
	UNIQUE KEY kept_form_id (id),
	KEY kept_form_by_time (kept_at),
	CONSTRAINT kept_form_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
