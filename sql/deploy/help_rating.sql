-- Deploy yimeng:help_rating to mysql
-- One to five, once, of who answered or refused. One or two opens a case: another officer deals with it in fifteen working days. Words stand in help_event.
CREATE TABLE IF NOT EXISTS help_rating (
	request_id	BIGINT NOT NULL,
	rating		TINYINT NOT NULL,
	rated_at	DATETIME(6) NOT NULL,
	officer_id	BIGINT NOT NULL,
	due_at		DATETIME(6) NULL COMMENT 'of the case',
	handled_at	DATETIME(6) NULL,
	handled_by	BIGINT NULL,
	waits		BOOLEAN AS (due_at IS NOT NULL AND handled_at IS NULL) STORED,
	PRIMARY KEY (request_id),
	KEY help_rating_waiting (waits, due_at),
	CONSTRAINT help_rating_request FOREIGN KEY (request_id) REFERENCES help_request (id),
	CONSTRAINT help_rating_officer FOREIGN KEY (officer_id) REFERENCES account (id),
	CONSTRAINT help_rating_handler FOREIGN KEY (handled_by) REFERENCES account (id),
	CONSTRAINT help_rating_levels CHECK (rating BETWEEN 1 AND 5),
	CONSTRAINT help_rating_bad_has_case CHECK ((rating <= 2) = (due_at IS NOT NULL)),
	CONSTRAINT help_rating_handled_whole CHECK ((handled_at IS NULL) = (handled_by IS NULL)),
	CONSTRAINT help_rating_by_another CHECK (handled_by IS NULL OR handled_by <> officer_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
