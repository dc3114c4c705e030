-- Deploy yimeng:charity to mysql
-- A charity licensed to raise funds in public. Without its licence number it cannot be stored at all.
CREATE TABLE IF NOT EXISTS charity (
	id		BIGINT NOT NULL AUTO_INCREMENT,
	name		VARCHAR(100) NOT NULL,
	credit_code	CHAR(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'GB 32100-2015',
	licence_number	VARCHAR(60) NOT NULL COMMENT 'public fundraising certificate',
	address		VARCHAR(200) NOT NULL,
	telephone	VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	PRIMARY KEY (id),
	UNIQUE KEY charity_credit_code (credit_code),
	CONSTRAINT charity_credit_code_form CHECK (credit_code REGEXP '^[0-9A-HJ-NPQRTUWXY]{18}$'),
	CONSTRAINT charity_licence_given CHECK (licence_number <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
