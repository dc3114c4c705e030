/* Lists and pages of campaigns, on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/giving/campaign.h"
#include "domain/giving/need.h"
#include "giving_server.h"

static struct date today(void)
{
	return date_at(giving_noon());
}

static struct rows listed(struct giving *giving, const struct campaign_search *search)
{
	struct rows rows;
	bool more;

	assert_int_equal(campaign_list(giving->db, &giving->arena, search, today(), &rows, &more), OK);
	assert_false(more);
	return rows;
}

static void each_scope_lists_its_own(void **state)
{
	struct giving *giving = *state;
	struct campaign_search search = { .scope = CAMPAIGN_SCOPE_OPEN, .page = 1 };
	struct rows rows = listed(giving, &search);
	const struct campaign *campaign = rows.row;

	assert_int_equal(rows.count, 1);
	assert_int_equal(campaign[0].id, CAMPAIGN_OPEN_NOW);
	search.scope = CAMPAIGN_SCOPE_ENDED;
	rows = listed(giving, &search);
	campaign = rows.row;
	assert_int_equal(rows.count, 2);
	assert_int_equal(campaign[0].id, CAMPAIGN_OVER);
	assert_int_equal(campaign[1].id, CAMPAIGN_CLOSED_EARLY);
}

static void the_last_fourteen_days_are_ending(void **state)
{
	struct giving *giving = *state;
	const struct date ends = date_from_civil((struct civil){ 2026, 6, 30 });
	struct campaign campaign;

	assert_int_equal(campaign_find(giving->db, &giving->arena, CAMPAIGN_OPEN_NOW,
				       (struct date){ ends.day - campaign_ending_days }, &campaign), OK);
	assert_int_equal(campaign.state, CAMPAIGN_ENDING);
	assert_int_equal(campaign.days_left, campaign_ending_days);
	assert_int_equal(campaign_find(giving->db, &giving->arena, CAMPAIGN_OPEN_NOW,
				       (struct date){ ends.day - campaign_ending_days - 1 }, &campaign), OK);
	assert_int_equal(campaign.state, CAMPAIGN_OPEN);
	assert_int_equal(campaign_find(giving->db, &giving->arena, CAMPAIGN_OPEN_NOW, ends, &campaign), OK);
	assert_int_equal(campaign.state, CAMPAIGN_ENDING);
	assert_int_equal(campaign_find(giving->db, &giving->arena, CAMPAIGN_OPEN_NOW, (struct date){ ends.day + 1 },
				       &campaign), OK);
	assert_int_equal(campaign.state, CAMPAIGN_ENDED);
}

static void a_campaign_that_is_not_published_is_not_found(void **state)
{
	struct giving *giving = *state;
	struct campaign_detail detail;
	struct campaign campaign;

	assert_int_equal(campaign_find(giving->db, &giving->arena, CAMPAIGN_UNPUBLISHED, today(), &campaign), E_NOT_FOUND);
	assert_int_equal(campaign_find_detail(giving->db, &giving->arena, CAMPAIGN_UNPUBLISHED, &detail), E_NOT_FOUND);
}

static void needs_are_public_with_their_campaign(void **state)
{
	struct giving *giving = *state;
	struct rows needs;

	giving_sql(giving, "INSERT INTO need (campaign_id, kind, item, unit, wanted) VALUES (1, 'money', 'a', 'b', 1), (4, 'money', 'c', 'd', 1)");
	assert_int_equal(need_list(giving->db, &giving->arena, CAMPAIGN_OPEN_NOW, &needs), OK);
	assert_int_equal(needs.count, 1);
	assert_int_equal(need_list(giving->db, &giving->arena, CAMPAIGN_UNPUBLISHED, &needs), OK);
	assert_int_equal(needs.count, 0);
}

static void words_are_taken_as_they_are(void **state)
{
	static const struct { const char *words; size_t found; } searches[] = {
		{ "campaign 1", 1 }, { "100%", 1 }, { "1%0", 0 }, { "c_mpaign", 0 }, { "\\", 0 }, { "'; --", 0 } };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++) {
		const struct campaign_search search = { .words = searches[i].words, .page = 1 };

		assert_int_equal(listed(giving, &search).count, searches[i].found);
	}
}

static void the_meter_may_pass_a_hundred(void **state)
{
	struct giving *giving = *state;
	struct campaign campaign;

	giving_sql(giving, "UPDATE campaign_tally SET received_fen = 12500000, pledged_fen = 500000 WHERE campaign_id = 1");
	assert_int_equal(campaign_find(giving->db, &giving->arena, CAMPAIGN_OPEN_NOW, today(), &campaign), OK);
	assert_int_equal(campaign.percent_received, 125);
	assert_int_equal(campaign.percent_promised, 130);
}

static void totals_follow_the_tallies(void **state)
{
	struct giving *giving = *state;
	struct campaign_totals totals;

	giving_sql(giving, "UPDATE campaign_tally SET received_fen = 100, gift_count = 1");
	assert_int_equal(campaign_sum(giving->db, &giving->arena, today(), &totals), OK);
	assert_int_equal(totals.received.fen, 500);
	assert_int_equal(totals.gifts, 5);
	assert_int_equal(totals.open, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_scope_lists_its_own, giving_clean),
		cmocka_unit_test_setup(the_last_fourteen_days_are_ending, giving_clean),
		cmocka_unit_test_setup(a_campaign_that_is_not_published_is_not_found, giving_clean),
		cmocka_unit_test_setup(needs_are_public_with_their_campaign, giving_clean),
		cmocka_unit_test_setup(words_are_taken_as_they_are, giving_clean),
		cmocka_unit_test_setup(the_meter_may_pass_a_hundred, giving_clean),
		cmocka_unit_test_setup(totals_follow_the_tallies, giving_clean),
	};

	return cmocka_run_group_tests_name("campaign", tests, giving_start, giving_stop);
}
