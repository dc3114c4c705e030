-- Deploy yimeng:job_line to mysql
-- A job's log: codes and numbers, no personal data.
CREATE TABLE IF NOT EXISTS job_line (
	id	BIGINT NOT NULL AUTO_INCREMENT,
	job_id	BIGINT NOT NULL,
	at	DATETIME(6) NOT NULL,
	code	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a word the page translates',
	number	BIGINT NOT NULL DEFAULT 0,
	detail	VARCHAR(300) NULL,
	PRIMARY KEY (id),
	KEY job_line_of_job (job_id, id),
	CONSTRAINT job_line_job FOREIGN KEY (job_id) REFERENCES job (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
