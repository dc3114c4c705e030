-- Deploy yimeng:public_gift to mysql
-- Gifts of published campaigns; what the giver said of himself only once staff approved it.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW public_gift AS
SELECT a.id, a.campaign_id, c.title AS campaign, a.amount_fen AS amount, a.received_on,
	CASE WHEN a.approved_at IS NOT NULL THEN a.shown_name END AS shown_name,
	CASE WHEN a.approved_at IS NOT NULL THEN a.message END AS message
FROM allocation a
	STRAIGHT_JOIN campaign c ON c.id = a.campaign_id
WHERE c.open_until IS NOT NULL;
