-- Deploy yimeng:account to mysql
-- A member of staff. login is what is typed, never changes, and is the row's place for sealing.
CREATE TABLE IF NOT EXISTS account (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	login			VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	name			VARCHAR(60) NOT NULL,
	sso_name		VARCHAR(100) NULL COMMENT 'as the portal verifies it; NULL: signs in here',
	telephone_sealed	VARBINARY(200) NULL,
	email_sealed		VARBINARY(500) NULL,
	password_hash		VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'Argon2id, encoded; NULL: none set yet',
	password_changed_at	DATETIME(6) NULL,
	password_must_change	BOOL NOT NULL DEFAULT TRUE,
	totp_secret_sealed	VARBINARY(200) NULL,
	totp_confirmed_at	DATETIME(6) NULL COMMENT 'NULL: not enrolled',
	totp_last_step		BIGINT NOT NULL DEFAULT 0 COMMENT 'a code works once: steps up to this one are used',
	created_at		DATETIME(6) NOT NULL,
	created_by		BIGINT NULL,
	disabled_at		DATETIME(6) NULL,
	disabled		BOOL AS (disabled_at IS NOT NULL) STORED,
	demo			BOOL NOT NULL DEFAULT FALSE COMMENT 'signs in on a demonstration only',
	PRIMARY KEY (id),
	UNIQUE KEY account_login (login),
	UNIQUE KEY account_sso (sso_name),
	KEY account_by_login (disabled, login),
	KEY account_by_name (disabled, name, login),
	CONSTRAINT account_creator FOREIGN KEY (created_by) REFERENCES account (id),
	CONSTRAINT account_login_form CHECK (login REGEXP '^[a-z][a-z0-9._-]{1,39}$')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
