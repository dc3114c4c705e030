-- Deploy yimeng:giving_total to mysql
-- One row: what all campaigns together have received. Changed in place where money is matched, after the campaign's tally;
-- a pledge does not touch it, so it is no queue. The counters on every page read it instead of summing the tallies.
CREATE TABLE IF NOT EXISTS giving_total (
	id		TINYINT NOT NULL,
	received_fen	BIGINT NOT NULL DEFAULT 0,
	gift_count	BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (id),
	CONSTRAINT giving_total_one_row CHECK (id = 1),
	CONSTRAINT giving_total_not_negative CHECK (received_fen >= 0 AND gift_count >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
