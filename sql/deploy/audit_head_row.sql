-- Deploy yimeng:audit_head_row to mysql
INSERT IGNORE INTO audit_head (id, seq, hash) VALUES (1, 0, REPEAT(CHAR(0), 32));
