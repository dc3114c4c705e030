-- Deploy yimeng:need to mysql
-- What a campaign needs. Goods say where and when they can be handed in, and whom to ask.
CREATE TABLE IF NOT EXISTS need (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	campaign_id	BIGINT NOT NULL,
	kind		ENUM('money', 'goods') NOT NULL,
	item		VARCHAR(100) NOT NULL,
	unit		VARCHAR(20) NOT NULL,
	wanted		BIGINT NOT NULL,
	met		BIGINT NOT NULL DEFAULT 0,
	unit_cost_fen	BIGINT NOT NULL DEFAULT 0 COMMENT 'of money; 0: not given',
	address		VARCHAR(200) NULL,
	hours		VARCHAR(100) NULL,
	telephone	VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NULL,
	PRIMARY KEY (id),
	KEY need_by_campaign (campaign_id, id),
	CONSTRAINT need_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT need_counts CHECK (wanted > 0 AND met >= 0 AND unit_cost_fen >= 0),
	CONSTRAINT need_goods_say_where CHECK (
		(kind = 'goods') = (address IS NOT NULL AND hours IS NOT NULL AND telephone IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
