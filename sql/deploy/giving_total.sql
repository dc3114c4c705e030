-- Deploy yimeng:giving_total to mysql
-- One row: what all campaigns have received. Kept by the triggers on campaign_tally, so that a page may show it at any number of
-- campaigns; only arriving money touches it, never a pledge.
CREATE TABLE IF NOT EXISTS giving_total (
	id		TINYINT NOT NULL DEFAULT 1,
	received_fen	BIGINT NOT NULL DEFAULT 0,
	gift_count	BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	CONSTRAINT giving_total_one_row CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
