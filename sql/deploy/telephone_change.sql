-- Deploy yimeng:telephone_change to mysql
-- A giver's new telephone: staff confirm it, the old number is told.
CREATE TABLE IF NOT EXISTS telephone_change (
	id			BIGINT NOT NULL AUTO_INCREMENT,
	change_key		CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'place for sealing',
	pledge_id		BIGINT NOT NULL,
	telephone_sealed	VARBINARY(200) NULL COMMENT 'NULL once decided',
	shown_telephone		VARCHAR(30) NOT NULL COMMENT 'masked',
	asked_at		DATETIME(6) NOT NULL,
	decided_at		DATETIME(6) NULL,
	decided_by		BIGINT NULL,
	granted			BOOL NULL,
	reason			VARCHAR(300) NULL,
	PRIMARY KEY (id),
	UNIQUE KEY telephone_change_place (change_key),
	KEY telephone_change_open (decided_at, id),
	KEY telephone_change_of_pledge (pledge_id),
	CONSTRAINT telephone_change_pledge FOREIGN KEY (pledge_id) REFERENCES pledge (id),
	CONSTRAINT telephone_change_decider FOREIGN KEY (decided_by) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
