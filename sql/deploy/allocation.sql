-- Deploy yimeng:allocation to mysql
-- Money that arrived and was matched to a campaign. Append-only: no program may change or delete what arrived.
-- shown_name and message are public only once approved_at is set.
CREATE TABLE IF NOT EXISTS allocation (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	campaign_id	BIGINT NOT NULL,
	pledge_id	BIGINT NULL,
	amount_fen	BIGINT NOT NULL,
	received_on	DATE NOT NULL,
	shown_name	VARCHAR(100) NULL,
	message		VARCHAR(300) NULL,
	approved_at	DATETIME(6) NULL,
	demo		BOOL NOT NULL DEFAULT FALSE,
	PRIMARY KEY (id),
	KEY allocation_latest (received_on DESC, id DESC),
	KEY allocation_latest_of_campaign (campaign_id, received_on DESC, id DESC),
	KEY allocation_by_pledge (pledge_id),
	CONSTRAINT allocation_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT allocation_pledge FOREIGN KEY (pledge_id) REFERENCES pledge (id),
	CONSTRAINT allocation_amount_positive CHECK (amount_fen > 0),
	CONSTRAINT allocation_demo_or_pledge CHECK (NOT demo OR pledge_id IS NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
