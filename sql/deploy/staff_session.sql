-- Deploy yimeng:staff_session to mysql
-- A browser that signed in. Only the token's digest is kept. A session that enrols may do nothing else.
CREATE TABLE IF NOT EXISTS staff_session (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	token_digest		BINARY(32) NOT NULL,
	account_id		BIGINT NOT NULL,
	grant_id		BIGINT NULL COMMENT 'the role acted in; NULL: none chosen yet',
	stage			ENUM('enrolling', 'full') NOT NULL,
	method			ENUM('password', 'sso') NOT NULL,
	started_at		DATETIME(6) NOT NULL,
	seen_at			DATETIME(6) NOT NULL,
	second_factor_at	DATETIME(6) NULL,
	ended_at		DATETIME(6) NULL,
	address			VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	browser			VARCHAR(120) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY staff_session_token (token_digest),
	KEY staff_session_of_account (account_id, ended_at, seen_at),
	KEY staff_session_by_seen (seen_at),
	CONSTRAINT staff_session_account FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT staff_session_grant FOREIGN KEY (grant_id) REFERENCES role_grant (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
