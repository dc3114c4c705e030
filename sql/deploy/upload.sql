-- Deploy yimeng:upload to mysql
-- A file somebody brought. Its bytes are sealed, in pieces.
CREATE TABLE IF NOT EXISTS upload (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	upload_key	CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	account_id	BIGINT NOT NULL,
	name		VARCHAR(200) NOT NULL,
	bytes		BIGINT NOT NULL,
	digest		BINARY(32) NOT NULL,
	received_at	DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY upload_place (upload_key),
	KEY upload_by_time (received_at),
	CONSTRAINT upload_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
