-- Deploy yimeng:audit_event to mysql
-- Who did or saw what, in a chain: hash = BLAKE2b-256(hash of seq - 1 || seq || canonical text of the row). Append-only: no
-- program may change or delete a row. No personal values in it. Sequence numbers have no gaps (audit_head gives them).
CREATE TABLE IF NOT EXISTS audit_event (
	seq		BIGINT NOT NULL,
	at		DATETIME(6) NOT NULL,
	account_id	BIGINT NULL,
	actor		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'login, or worker, command',
	role		VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	action		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'campaign:12',
	unit_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	outcome		ENUM('done', 'seen', 'refused') NOT NULL,
	reason		VARCHAR(300) NULL,
	detail		MEDIUMTEXT NULL COMMENT 'JSON: {"field": [before, after]}',
	hash		BINARY(32) NOT NULL,
	PRIMARY KEY (seq),
	KEY audit_event_of_subject (subject, seq),
	KEY audit_event_of_actor (actor, seq),
	KEY audit_event_of_action (action, seq),
	KEY audit_event_of_actor_action (actor, action, seq),
	KEY audit_event_by_time (at, seq)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
