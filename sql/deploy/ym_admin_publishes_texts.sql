-- Deploy yimeng:ym_admin_publishes_texts to mysql
-- A published text never changes.
GRANT SELECT, INSERT (kind, purpose, version, language, body, digest, published_at) ON policy_text TO
	ym_admin@localhost;
