-- Deploy yimeng:job to mysql
-- Long work, one queue. position is where the next step begins: it is written in the transaction of the step itself, so that
-- who takes a job over does no row twice. claim is the fence: a worker that lost the job finds another claim and stops.
-- attempts counts the claims since a step was last committed. Between two slices of work a job waits again, so that jobs take turns.
CREATE TABLE IF NOT EXISTS job (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	kind		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	subject		VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'what it works on, "import:12"',
	once_key	VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'queued at most once under this name',
	state		ENUM('waiting', 'running', 'done', 'failed', 'cancelled') NOT NULL DEFAULT 'waiting',
	account_id	BIGINT NULL,
	unit_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
	county_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin AS (CONCAT(SUBSTRING_INDEX(unit_path, '/', 3), '/')) STORED
			COMMENT 'the part of unit_path that is a scope of this level: its list reads one value of an index',
	town_path	VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin AS (CONCAT(SUBSTRING_INDEX(unit_path, '/', 4), '/')) STORED,
	input		TEXT NULL,
	total		BIGINT NOT NULL DEFAULT 0 COMMENT '0: not known yet',
	position	BIGINT NOT NULL DEFAULT 0,
	claim		BIGINT NOT NULL DEFAULT 0,
	attempts	INT NOT NULL DEFAULT 0,
	queued_at	DATETIME(6) NOT NULL,
	not_before	DATETIME(6) NOT NULL,
	started_at	DATETIME(6) NULL,
	heartbeat_at	DATETIME(6) NULL,
	ended_at	DATETIME(6) NULL,
	cancel_asked_at	DATETIME(6) NULL,
	failure		VARCHAR(300) NULL,
	end_due		BOOL NOT NULL DEFAULT FALSE COMMENT 'it ended, and a worker has yet to wipe what it left',
	PRIMARY KEY (id),
	UNIQUE KEY job_once (once_key),
	KEY job_waiting (state, not_before, id),
	KEY job_running (state, heartbeat_at),
	KEY job_by_state (state, id),
	KEY job_end_due (end_due, id),
	KEY job_of_subject (subject, id),
	KEY job_by_unit (unit_path, id),
	KEY job_by_unit_and_state (state, unit_path, ended_at, id),
	KEY job_of_county (county_path, id),
	KEY job_of_county_by_state (county_path, state, id),
	KEY job_of_town (town_path, id),
	KEY job_of_town_by_state (town_path, state, id),
	CONSTRAINT job_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
