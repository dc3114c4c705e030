-- Deploy yimeng:public_gift to mysql
-- Gifts of published campaigns; what the giver said of himself only once staff approved it. The indexes are forced, because
-- up to some thousand gifts the optimizer would rather read and sort them all for the latest twenty.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = ym_owner@localhost SQL SECURITY DEFINER VIEW public_gift AS
SELECT a.id, a.campaign_id, c.title AS campaign, a.amount_fen AS amount, a.received_on,
	CASE WHEN a.approved_at IS NOT NULL THEN a.shown_name END AS shown_name,
	CASE WHEN a.approved_at IS NOT NULL THEN a.message END AS message
FROM allocation a FORCE INDEX (allocation_latest, allocation_latest_of_campaign)
	STRAIGHT_JOIN campaign c ON c.id = a.campaign_id
WHERE c.open_until IS NOT NULL;
