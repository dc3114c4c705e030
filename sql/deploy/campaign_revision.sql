-- Deploy yimeng:campaign_revision to mysql
-- What one member of staff drafts of a campaign and another approves: the whole of a new one, or a change of a published one's
-- charity account, licence or platform link. Old values stay visible.
CREATE TABLE IF NOT EXISTS campaign_revision (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	campaign_id	BIGINT NOT NULL,
	kind		ENUM('publication', 'change') NOT NULL,
	account_name	VARCHAR(100) NULL,
	account_bank	VARCHAR(100) NULL,
	account_number	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
	platform_name	VARCHAR(60) NULL,
	platform_url	VARCHAR(300) NULL,
	licence_number	VARCHAR(60) NULL,
	before_json	TEXT NULL COMMENT 'what a change replaced',
	submitted_at	DATETIME(6) NOT NULL,
	submitted_by	BIGINT NOT NULL,
	decided_at	DATETIME(6) NULL,
	decided_by	BIGINT NULL,
	approved	BOOL NULL,
	reason		VARCHAR(300) NULL,
	PRIMARY KEY (id),
	KEY campaign_revision_open (decided_at, id),
	KEY campaign_revision_of (campaign_id, id),
	CONSTRAINT campaign_revision_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT campaign_revision_maker FOREIGN KEY (submitted_by) REFERENCES account (id),
	CONSTRAINT campaign_revision_checker FOREIGN KEY (decided_by) REFERENCES account (id),
	CONSTRAINT campaign_revision_two_persons CHECK (NOT approved OR decided_by <> submitted_by)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
