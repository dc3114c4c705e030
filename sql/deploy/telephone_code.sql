-- Deploy yimeng:telephone_code to mysql
-- A code that was sent to a telephone to prove that it is at hand.
CREATE TABLE IF NOT EXISTS telephone_code (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	purpose		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	telephone_index	BINARY(32) NOT NULL,
	code_digest	BINARY(32) NOT NULL COMMENT 'keyed',
	sent_at		DATETIME(6) NOT NULL,
	expires_at	DATETIME(6) NOT NULL,
	tries		INT NOT NULL DEFAULT 0,
	used_at		DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY telephone_code_of (telephone_index, purpose, id),
	KEY telephone_code_by_time (sent_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
