-- Deploy yimeng:outbox to mysql
-- Messages to send, written in the transaction that causes them. What cannot be known to have been sent or not (a worker died
-- while it was handing it over) becomes "unknown" and waits for a person: never twice.
CREATE TABLE IF NOT EXISTS outbox (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	message_key	CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing, idempotency key, Message-ID',
	channel		ENUM('sms', 'mail') NOT NULL,
	template	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	to_sealed	VARBINARY(500) NULL COMMENT 'NULL: wiped after its time',
	values_sealed	VARBINARY(2500) NULL,
	shown_to	VARCHAR(30) NOT NULL COMMENT 'masked',
	unit_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	state		ENUM('waiting', 'sending', 'sent', 'failed', 'unknown') NOT NULL DEFAULT 'waiting',
	attempts	INT NOT NULL DEFAULT 0,
	queued_at	DATETIME(6) NOT NULL,
	not_before	DATETIME(6) NOT NULL,
	expires_at	DATETIME(6) NULL COMMENT 'pointless afterwards (a code)',
	sending_since	DATETIME(6) NULL,
	sent_at		DATETIME(6) NULL,
	failure		VARCHAR(200) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY outbox_message (message_key),
	KEY outbox_waiting (state, not_before, id),
	KEY outbox_by_state (state, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
