-- Verify yimeng:aid_tier on mysql
SELECT version_id, tier, amount_fen, per, up_to, title, title_en
FROM aid_tier WHERE FALSE;
