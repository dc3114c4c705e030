-- Deploy yimeng:upload_piece to mysql
CREATE TABLE IF NOT EXISTS upload_piece (
	id		BIGINT NOT NULL AUTO_INCREMENT COMMENT 'so that key rotation walks over the rows',
	upload_id	BIGINT NOT NULL,
	number		INT NOT NULL,
	content_sealed	MEDIUMBLOB NOT NULL,
	PRIMARY KEY (upload_id, number),
	UNIQUE KEY upload_piece_id (id),
	CONSTRAINT upload_piece_upload FOREIGN KEY (upload_id) REFERENCES upload (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci;
