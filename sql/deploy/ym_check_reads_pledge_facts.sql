-- Deploy yimeng:ym_check_reads_pledge_facts to mysql
-- Everything but what was made of personal fields, tokens and forms.
GRANT SELECT (id, campaign_id, code, amount_fen, giver, visibility, receipt_wanted,
	registered_at, confirmed_at, withdrawn_at, released_at, refused_at, paid_fen) ON pledge TO ym_check@localhost;
