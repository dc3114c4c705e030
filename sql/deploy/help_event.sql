-- Deploy yimeng:help_event to mysql
-- The thread of a request, appended to only: who did what, and the words of an answer, a refusal, a reopening. Each level is climbed to once.
CREATE TABLE IF NOT EXISTS help_event (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	request_id	BIGINT NOT NULL,
	event_key	CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	step		ENUM('raise', 'prove', 'triage', 'assign', 'answer', 'refuse', 'confirm', 'reopen', 'climb', 'merge', 'link', 'rate', 'rating_handle')
			NOT NULL,
	at		DATETIME(6) NOT NULL,
	account_id	BIGINT NULL COMMENT 'NULL: who asked, or the worker',
	to_id		BIGINT NULL COMMENT 'the officer it was given to',
	climbed_to	ENUM('township', 'county', 'city') NULL,
	words_sealed	VARBINARY(8000) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY help_event_key (event_key),
	UNIQUE KEY help_event_climbs_once (request_id, climbed_to),
	KEY help_event_of_request (request_id, id),
	CONSTRAINT help_event_request FOREIGN KEY (request_id) REFERENCES help_request (id),
	CONSTRAINT help_event_account FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT help_event_to FOREIGN KEY (to_id) REFERENCES account (id),
	CONSTRAINT help_event_climb CHECK ((step = 'climb') = (climbed_to IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
