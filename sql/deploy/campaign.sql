-- Deploy yimeng:campaign to mysql
-- A campaign without filing number, platform link, dates or account cannot be published (domain.md, Giving).
-- open_until is the last day on which a published campaign takes pledges, NULL while it is not public: it folds
-- publication, end and early closing into one indexed day, so that every list is one range of one index.
-- An early closing counts from the civil day (UTC+8) of closed_at, which is no longer open.
CREATE TABLE IF NOT EXISTS campaign (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	charity_id	BIGINT NOT NULL,
	county_code	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL: the whole city',
	title		VARCHAR(100) NOT NULL,
	summary		VARCHAR(300) NOT NULL,
	story		TEXT NOT NULL,
	filing_number	VARCHAR(60) NULL,
	platform_name	VARCHAR(60) NULL,
	platform_url	VARCHAR(300) NULL,
	account_name	VARCHAR(100) NULL,
	account_bank	VARCHAR(100) NULL,
	account_number	VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
	goal_fen	BIGINT NOT NULL,
	starts		DATE NULL,
	ends		DATE NULL,
	published_at	DATETIME(6) NULL,
	closed_at	DATETIME(6) NULL,
	updated_at	DATETIME(6) NOT NULL,
	open_until	DATE AS (IF(published_at IS NULL, NULL, IF(closed_at IS NULL, ends,
				LEAST(ends, DATE(closed_at + INTERVAL 8 HOUR) - INTERVAL 1 DAY)))) STORED,
	PRIMARY KEY (id),
	KEY campaign_by_end (open_until, id, starts),
	KEY campaign_by_news (published_at DESC, id DESC, open_until, starts, county_code),
	KEY campaign_by_county_end (county_code, open_until, id, starts),
	KEY campaign_by_charity (charity_id),
	CONSTRAINT campaign_charity FOREIGN KEY (charity_id) REFERENCES charity (id),
	CONSTRAINT campaign_county FOREIGN KEY (county_code) REFERENCES division (code),
	CONSTRAINT campaign_goal_positive CHECK (goal_fen BETWEEN 1 AND 1000000000000000),
	CONSTRAINT campaign_days_ordered CHECK (ends >= starts),
	CONSTRAINT campaign_platform_https CHECK (platform_url LIKE 'https://_%'),
	CONSTRAINT campaign_published_complete CHECK (published_at IS NULL OR (
		filing_number <> '' AND platform_name <> '' AND platform_url <> '' AND account_name <> '' AND
		account_bank <> '' AND account_number <> '' AND starts IS NOT NULL AND ends IS NOT NULL AND
		filing_number IS NOT NULL AND platform_name IS NOT NULL AND platform_url IS NOT NULL AND
		account_name IS NOT NULL AND account_bank IS NOT NULL AND account_number IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
