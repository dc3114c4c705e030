-- Deploy yimeng:personal_request to mysql
-- Somebody asks to see, correct or erase what is stored about them (PIPL articles 44 to 50).
CREATE TABLE IF NOT EXISTS personal_request (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	kind		ENUM('access', 'erasure') NOT NULL,
	subject		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	unit_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	asked_at	DATETIME(6) NOT NULL,
	asked_by	BIGINT NULL,
	due_on		DATE NOT NULL,
	decided_at	DATETIME(6) NULL,
	decided_by	BIGINT NULL,
	granted		BOOL NULL,
	reason		VARCHAR(300) NULL,
	carried_out_at	DATETIME(6) NULL,
	PRIMARY KEY (id),
	KEY personal_request_open (decided_at, due_on, id, unit_path),
	KEY personal_request_of_subject (subject),
	CONSTRAINT personal_request_asker FOREIGN KEY (asked_by) REFERENCES account (id),
	CONSTRAINT personal_request_decider FOREIGN KEY (decided_by) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
