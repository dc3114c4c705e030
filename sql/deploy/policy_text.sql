-- Deploy yimeng:policy_text to mysql
-- The words of a consent or a notice, version by version. A published text never changes.
CREATE TABLE IF NOT EXISTS policy_text (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	kind		ENUM('consent', 'notice') NOT NULL,
	purpose		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	version		INT NOT NULL,
	language	CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body		TEXT NOT NULL,
	digest		BINARY(32) NOT NULL,
	published_at	DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY policy_text_version (kind, purpose, version, language)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
