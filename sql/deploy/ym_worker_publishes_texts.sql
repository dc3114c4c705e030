-- Deploy yimeng:ym_worker_publishes_texts to mysql
-- The text command publishes consents and notices.
GRANT SELECT, INSERT (kind, purpose, version, language, body, digest, published_at) ON policy_text TO
	ym_worker@localhost;
