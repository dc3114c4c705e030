-- Revert yimeng:ym_check_reads_pledge_facts from mysql
REVOKE SELECT (id, campaign_id, code, amount_fen, giver, visibility, receipt_wanted,
	registered_at, confirmed_at, withdrawn_at, released_at, refused_at, paid_fen) ON pledge FROM ym_check@localhost;
