-- Deploy yimeng:campaign_tally to mysql
-- Counters of a campaign, changed in place under this row's lock, first in every transaction that adds a child row.
CREATE TABLE IF NOT EXISTS campaign_tally (
	campaign_id	BIGINT NOT NULL,
	received_fen	BIGINT NOT NULL DEFAULT 0,
	pledged_fen	BIGINT NOT NULL DEFAULT 0 COMMENT 'live pledges that have not arrived',
	gift_count	BIGINT NOT NULL DEFAULT 0,
	pledge_count	BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (campaign_id),
	CONSTRAINT campaign_tally_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT campaign_tally_not_negative CHECK (
		received_fen >= 0 AND pledged_fen >= 0 AND gift_count >= 0 AND pledge_count >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
