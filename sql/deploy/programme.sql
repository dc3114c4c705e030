-- Deploy yimeng:programme to mysql
-- What aid there is: the name, who gives it and how to ask for it. Whom it is for and how much stands in its versions (aid_rule_version).
CREATE TABLE IF NOT EXISTS programme (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	code		VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a word of a-z, 0-9 and _: kindergarten_subsidy',
	kind		ENUM('subsidy', 'grant', 'waiver', 'loan', 'top_up') NOT NULL,
	given_by	ENUM('nation', 'province', 'city', 'county', 'charity') NOT NULL,
	county_code	VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'only there; NULL: everywhere in the city',
	title		VARCHAR(60) NOT NULL,
	title_en	VARCHAR(120) NOT NULL,
	how_to_ask	VARCHAR(600) NOT NULL COMMENT 'in plain words: where, with what papers, when',
	how_to_ask_en	VARCHAR(1200) NOT NULL,
	campaign_id	BIGINT NULL COMMENT 'a top_up: the campaign whose gifts pay it',
	quota		INT NULL COMMENT 'a top_up: how many a period; NULL: everybody who is entitled',
	selection	ENUM('hardship', 'registered') NULL COMMENT 'a top_up: the published order in which the quota is filled',
	position	SMALLINT NOT NULL COMMENT 'in lists',
	created_at	DATETIME(6) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY programme_code (code),
	KEY programme_in_order (position, id),
	CONSTRAINT programme_county FOREIGN KEY (county_code) REFERENCES division (code),
	CONSTRAINT programme_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT programme_top_up CHECK ((kind = 'top_up') = (campaign_id IS NOT NULL)
		AND (quota IS NULL) = (selection IS NULL) AND (quota IS NULL OR (kind = 'top_up' AND quota > 0)))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
