-- Deploy yimeng:pair_message to mysql
-- Messages of a pair, in both directions, each released or refused by the school before it is read; unmoderated ones climb to the township.
CREATE TABLE IF NOT EXISTS pair_message (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	pair_id		BIGINT NOT NULL,
	message_key	CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	sender		ENUM('family', 'child', 'school') NOT NULL,
	body_sealed	VARBINARY(4000) NULL COMMENT 'NULL: wiped',
	form_digest	BINARY(32) NOT NULL COMMENT 'idempotency',
	sent_at		DATETIME(6) NOT NULL,
	climbed_at	DATETIME(6) NULL,
	released	BOOL NULL,
	decided_at	DATETIME(6) NULL,
	decided_by	BIGINT NULL,
	reason		VARCHAR(500) NULL,
	waits		BOOL AS (IF(decided_at IS NULL, TRUE, NULL)) STORED,
	PRIMARY KEY (id),
	UNIQUE KEY pair_message_key (message_key),
	UNIQUE KEY pair_message_form (form_digest),
	KEY pair_message_of_pair (pair_id, id),
	KEY pair_message_waiting (waits, sent_at),
	CONSTRAINT pair_message_pair FOREIGN KEY (pair_id) REFERENCES pair (id),
	CONSTRAINT pair_message_decider FOREIGN KEY (decided_by) REFERENCES account (id),
	CONSTRAINT pair_message_decided_whole CHECK ((released IS NULL) = (decided_at IS NULL) AND (released IS NULL) = (decided_by IS NULL)),
	CONSTRAINT pair_message_refused_why CHECK (released IS NULL OR released OR reason IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
