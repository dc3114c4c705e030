-- Deploy yimeng:sign_in_delay to mysql
-- How often signing in failed of late, per account, address and both: the next try must wait. Rows older than the quarter of
-- an hour after which a delay has faded mean nothing.
CREATE TABLE IF NOT EXISTS sign_in_delay (
	kind		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject		BINARY(32) NOT NULL COMMENT 'keyed digest',
	failures	INT UNSIGNED NOT NULL,
	last_at		DATETIME(6) NOT NULL,
	PRIMARY KEY (kind, subject),
	KEY sign_in_delay_by_time (last_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
