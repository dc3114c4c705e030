#include "domain/giving/invariant.h"

#define HOLDS(in_name, query) { .name = in_name, .statement = { .sql = query, .params = "", .row = &db_number } }

const struct invariant giving_invariants[] = {
	HOLDS("the received meter is the sum of what was allocated",
	      "SELECT COUNT(*) AS n FROM campaign_tally t LEFT JOIN "
	      "(SELECT campaign_id, SUM(amount_fen) AS fen, COUNT(*) AS gifts FROM allocation GROUP BY campaign_id) a "
	      "ON a.campaign_id = t.campaign_id "
	      "WHERE t.received_fen <> COALESCE(a.fen, 0) OR t.gift_count <> COALESCE(a.gifts, 0)"),
	HOLDS("the pledged meter is the sum of live pledges that have not arrived",
	      "SELECT COUNT(*) AS n FROM campaign_tally t LEFT JOIN "
	      "(SELECT campaign_id, SUM(GREATEST(amount_fen - paid_fen, 0)) AS fen, COUNT(*) AS pledges FROM pledge "
	      "WHERE withdrawn_at IS NULL AND released_at IS NULL AND refused_at IS NULL GROUP BY campaign_id) p "
	      "ON p.campaign_id = t.campaign_id "
	      "WHERE t.pledged_fen <> COALESCE(p.fen, 0) OR t.pledge_count <> COALESCE(p.pledges, 0)"),
	HOLDS("the total is the sum of the tallies",
	      "SELECT COUNT(*) AS n FROM giving_total g JOIN (SELECT COALESCE(SUM(received_fen), 0) AS fen, "
	      "COALESCE(SUM(gift_count), 0) AS gifts FROM campaign_tally) t ON g.received_fen <> t.fen OR g.gift_count <> t.gifts"),
	HOLDS("every campaign has its tally",
	      "SELECT COUNT(*) AS n FROM campaign c LEFT JOIN campaign_tally t ON t.campaign_id = c.id "
	      "WHERE t.campaign_id IS NULL"),
	HOLDS("a pledge's paid amount is the sum of its allocations",
	      "SELECT COUNT(*) AS n FROM pledge p LEFT JOIN "
	      "(SELECT pledge_id, SUM(amount_fen) AS fen FROM allocation WHERE pledge_id IS NOT NULL GROUP BY pledge_id) a "
	      "ON a.pledge_id = p.id WHERE p.paid_fen <> COALESCE(a.fen, 0)"),
	HOLDS("money is allocated to the campaign its pledge names",
	      "SELECT COUNT(*) AS n FROM allocation a JOIN pledge p ON p.id = a.pledge_id "
	      "WHERE p.campaign_id <> a.campaign_id"),
	HOLDS("a public campaign names its filing number, platform, account and days",
	      "SELECT COUNT(*) AS n FROM campaign WHERE published_at IS NOT NULL AND (filing_number IS NULL OR "
	      "platform_url IS NULL OR account_number IS NULL OR starts IS NULL OR ends IS NULL)"),
	HOLDS("a pledge has ended at most one way",
	      "SELECT COUNT(*) AS n FROM pledge WHERE (withdrawn_at IS NOT NULL) + (released_at IS NOT NULL) + "
	      "(refused_at IS NOT NULL) > 1"),
	HOLDS("no pledge was registered for a campaign that was not public",
	      "SELECT COUNT(*) AS n FROM pledge p JOIN campaign c ON c.id = p.campaign_id "
	      "WHERE c.published_at IS NULL OR p.registered_at < c.published_at"),
	HOLDS("a private gift shows no name",
	      "SELECT COUNT(*) AS n FROM allocation a JOIN pledge p ON p.id = a.pledge_id "
	      "WHERE p.visibility = 'private' AND a.shown_name IS NOT NULL"),
	{ .name = NULL } };

enum err invariant_count(struct db *db, struct arena *arena, const struct invariant *invariant, int64_t *broken)
{
	return db_one(db, arena, &invariant->statement, broken);
}
