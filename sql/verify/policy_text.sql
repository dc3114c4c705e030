-- Verify yimeng:policy_text on mysql
SELECT id, kind, purpose, version, language, body, digest, published_at
FROM policy_text WHERE FALSE;
