-- Deploy yimeng:notice to mysql
-- That somebody was told (PIPL articles 17 and 30): which text, about whom, how.
CREATE TABLE IF NOT EXISTS notice (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	text_id		BIGINT NOT NULL,
	subject		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	channel		ENUM('page', 'sms', 'mail', 'paper') NOT NULL,
	given_at	DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	KEY notice_of_subject (subject, text_id),
	CONSTRAINT notice_text FOREIGN KEY (text_id) REFERENCES policy_text (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
