-- Deploy yimeng:family_session to mysql
-- A family that signed in by a telephone code. Only the digest of its token is here.
CREATE TABLE IF NOT EXISTS family_session (
	token_digest	BINARY(32) NOT NULL,
	family_id	BIGINT NOT NULL,
	started_at	DATETIME(6) NOT NULL,
	seen_at		DATETIME(6) NOT NULL,
	ended_at	DATETIME(6) NULL,
	PRIMARY KEY (token_digest),
	KEY family_session_of (family_id, ended_at),
	KEY family_session_by_time (started_at),
	CONSTRAINT family_session_family FOREIGN KEY (family_id) REFERENCES family (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
