-- Deploy yimeng:attempt to mysql
-- Failed look-ups per kind, keyed digest of who or what was tried, and window of time: the rate limit's counter.
CREATE TABLE IF NOT EXISTS attempt (
	kind		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject		BINARY(32) NOT NULL,
	window_start	DATETIME(6) NOT NULL,
	failures	INT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (kind, subject, window_start),
	KEY attempt_by_window (window_start)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
