-- Revert yimeng:ym_worker_publishes_texts from mysql
REVOKE SELECT, INSERT (kind, purpose, version, language, body, digest, published_at) ON policy_text FROM
	ym_worker@localhost;
