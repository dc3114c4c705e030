/* Drafting, approving and changing campaigns, on the real schema: two persons for whatever becomes public. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/giving/campaign.h"
#include "domain/giving/campaign_draft.h"
#include "giving_server.h"

static const struct actor maker = { .account_id = 1, .login = "maker", .role = ROLE_CITY, .unit_id = 1, .unit_path = "/1/" };
static const struct actor checker = { .account_id = 2, .login = "checker", .role = ROLE_CITY, .unit_id = 1, .unit_path = "/1/" };
static const struct actor county = { .account_id = 3, .login = "county", .role = ROLE_COUNTY, .unit_id = 2, .unit_path = "/1/2/" };
static const struct actor charity = { .account_id = 4, .login = "charity", .role = ROLE_CHARITY, .unit_id = 3, .unit_path = "/1/3/" };
static const struct campaign_reach everywhere = { .all = true, .county_code = "" };

static int start(void **state)
{
	int status = giving_start(state);

	if (status != 0)
		return status;
	giving_sql(*state, "INSERT INTO division (code, parent_code, level, name) VALUES ('371300', NULL, 'city', 'city'), ('371328', '371300', 'county', 'a county')");
	giving_sql(*state, "INSERT INTO unit (id, kind, code, name, parent_id, path, charity_id, valid_from) VALUES "
			   "(1, 'city', NULL, 'city', NULL, '/1/', NULL, '2018-01-01'), "
			   "(2, 'county', '371328', 'county', 1, '/1/2/', NULL, '2018-01-01'), "
			   "(3, 'charity', NULL, 'charity', 1, '/1/3/', 1, '2018-01-01')");
	giving_sql(*state, "INSERT INTO account (id, login, name, created_at) VALUES (1, 'maker', 'm', '2026-01-01'), "
			   "(2, 'checker', 'c', '2026-01-01'), (3, 'county', 'k', '2026-01-01'), (4, 'charity', 'h', '2026-01-01')");
	return 0;
}

static struct campaign_draft_wish whole_wish(void)
{
	return (struct campaign_draft_wish){
		.charity_id = 1, .county_code = "371328", .title = "a new campaign", .summary = "summary", .story = "story",
		.filing_number = "filing", .platform_name = "platform", .platform_url = "https://platform.invalid/9",
		.account_name = "account", .account_bank = "bank", .account_number = "6200 0000 0000", .goal = { 1000000 },
		.starts = date_from_civil((struct civil){ 2026, 6, 1 }), .ends = date_from_civil((struct civil){ 2026, 7, 1 }) };
}

struct step {
	struct giving *giving;
	const struct actor *actor;
	const struct campaign_draft_wish *wish;
	const struct campaign_change *change;
	int64_t id, revision;
	bool approve;
	const struct campaign_reach *reach;	/* NULL: everywhere */
	const char *denied;
	struct campaign_refusals refusals;
};

static enum err in_transaction(enum err (*work)(void *), struct step *step)
{
	return db_transaction(step->giving->db, work, NULL, step, NULL);
}

static enum err create(void *context)
{
	struct step *step = context;

	return campaign_draft_create(step->giving->db, &step->giving->arena, step->actor, &everywhere, step->wish, giving_noon(),
				     &step->id, &step->refusals);
}

static enum err submit(void *context)
{
	struct step *step = context;

	return campaign_draft_submit(step->giving->db, &step->giving->arena, step->actor, &everywhere, step->id, giving_noon(),
				     &step->refusals);
}

static enum err decide(void *context)
{
	struct step *step = context;

	return campaign_revision_decide(step->giving->db, &step->giving->arena, step->giving->keyring, step->actor,
					step->reach != NULL ? step->reach : &everywhere, step->id, step->revision,
					step->approve, "because", giving_noon(), &step->denied);
}

static enum err propose(void *context)
{
	struct step *step = context;

	return campaign_change_propose(step->giving->db, &step->giving->arena, step->actor, &everywhere, step->id, step->change,
				       giving_noon(), &step->refusals);
}

static int64_t newest_revision(struct giving *giving)
{
	return giving_number(giving, "SELECT MAX(id) AS n FROM campaign_revision");
}

/* Drafted and submitted by the maker. */
static struct step submitted(struct giving *giving)
{
	static struct campaign_draft_wish wish;
	struct step step = { .giving = giving, .actor = &maker, .wish = &wish };

	wish = whole_wish();
	assert_int_equal(in_transaction(create, &step), OK);
	assert_int_equal(in_transaction(submit, &step), OK);
	step.revision = newest_revision(giving);
	return step;
}

static struct step published(struct giving *giving)
{
	struct step step = submitted(giving);

	step.actor = &checker;
	step.approve = true;
	assert_int_equal(in_transaction(decide, &step), OK);
	return step;
}

static enum err find_public(struct giving *giving, int64_t id)
{
	struct campaign campaign;

	return campaign_find(giving->db, &giving->arena, id, date_at(giving_noon()), &campaign);
}

static void what_two_persons_did_is_public(void **state)
{
	struct giving *giving = *state;
	struct step step = submitted(giving);

	assert_int_equal(find_public(giving, step.id), E_NOT_FOUND);
	step.actor = &checker;
	step.approve = true;
	assert_int_equal(in_transaction(decide, &step), OK);
	assert_int_equal(find_public(giving, step.id), OK);
}

static void who_drafted_it_cannot_approve_it(void **state)
{
	struct giving *giving = *state;
	struct step step = submitted(giving);

	step.approve = true;
	assert_int_equal(in_transaction(decide, &step), E_DENIED);
	assert_int_equal(find_public(giving, step.id), E_NOT_FOUND);
}

static void who_drafted_it_cannot_approve_what_another_submitted(void **state)
{
	struct giving *giving = *state;
	struct campaign_draft_wish wish = whole_wish();
	struct step step = { .giving = giving, .actor = &maker, .wish = &wish, .approve = true };

	assert_int_equal(in_transaction(create, &step), OK);
	step.actor = &checker;
	assert_int_equal(in_transaction(submit, &step), OK);
	step.revision = newest_revision(giving);
	step.actor = &maker;
	assert_int_equal(in_transaction(decide, &step), E_DENIED);
}

static void a_second_decision_comes_too_late(void **state)
{
	struct step step = published(*state);

	assert_int_equal(in_transaction(decide, &step), E_CONFLICT);
}

static void what_is_sent_back_is_a_draft_again(void **state)
{
	struct giving *giving = *state;
	struct step step = submitted(giving);
	struct campaign_draft draft;

	step.actor = &checker;
	assert_int_equal(in_transaction(decide, &step), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &everywhere, step.id, &draft), OK);
	assert_int_equal(draft.state, DRAFT_DRAFT);
}

static void without_any_one_of_its_elements_it_cannot_be_submitted(void **state)
{
	static const char *const fields[] = { "filing_number", "platform_name", "platform_url", "account_name", "account_bank",
					      "account_number", "starts", "ends" };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		struct campaign_draft_wish wish = whole_wish();
		struct step step = { .giving = giving, .actor = &maker, .wish = &wish };

		switch (i) {
		case 0: wish.filing_number = ""; break;
		case 1: wish.platform_name = ""; break;
		case 2: wish.platform_url = ""; break;
		case 3: wish.account_name = ""; break;
		case 4: wish.account_bank = ""; break;
		case 5: wish.account_number = ""; break;
		case 6: wish.starts.day = DATE_NONE_DAY; break;
		default: wish.ends.day = DATE_NONE_DAY; break;
		}
		assert_int_equal(in_transaction(create, &step), OK);
		assert_int_equal(in_transaction(submit, &step), E_INVALID);
		assert_int_equal(step.refusals.count, 1);
		assert_string_equal(step.refusals.item[0].field, fields[i]);
		assert_string_equal(step.refusals.item[0].reason, "missing");
	}
}

static void a_link_that_is_not_https_is_refused(void **state)
{
	struct campaign_draft_wish wish = whole_wish();
	struct step step = { .giving = *state, .actor = &maker, .wish = &wish };

	wish.platform_url = "javascript:alert(1)";
	assert_int_equal(in_transaction(create, &step), E_INVALID);
	assert_string_equal(step.refusals.item[0].field, "platform_url");
}

static const struct campaign_change new_account = {
	.account_name = "account", .account_bank = "another bank", .account_number = "6299 0000", .platform_name = "platform",
	.platform_url = "https://platform.invalid/9", .licence_number = "licence" };

static void a_changed_account_waits_for_a_second_person_keeps_the_old_and_tells_the_charity(void **state)
{
	struct giving *giving = *state;
	struct step step = published(giving);
	struct campaign_draft draft;
	struct rows revisions;

	step.change = &new_account;
	step.actor = &maker;
	assert_int_equal(in_transaction(propose, &step), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &everywhere, step.id, &draft), OK);
	assert_string_equal(draft.account_bank, "bank");
	step.revision = newest_revision(giving);
	assert_int_equal(in_transaction(decide, &step), E_DENIED);
	step.actor = &checker;
	giving_sql(giving, "DELETE FROM outbox");
	assert_int_equal(in_transaction(decide, &step), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &everywhere, step.id, &draft), OK);
	assert_string_equal(draft.account_bank, "another bank");
	assert_int_equal(campaign_revision_list(giving->db, &giving->arena, step.id, &revisions), OK);
	assert_non_null(strstr(((const struct campaign_revision *)revisions.row)[0].before, "6200 0000 0000"));
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE template = 'campaign_changed'"), 1);
}

/* All of the charity's campaigns show its licence: the county's reach ends before some of them. */
static void a_county_does_not_change_the_licence_of_campaigns_elsewhere(void **state)
{
	struct giving *giving = *state;
	const struct campaign_reach county_reach = { .county_code = "371328" };
	struct campaign_change change = new_account;
	struct step step = published(giving);

	change.licence_number = "another licence";
	step.change = &change;
	step.actor = &maker;
	assert_int_equal(in_transaction(propose, &step), OK);
	step.revision = newest_revision(giving);
	step.actor = &county;
	step.reach = &county_reach;
	assert_int_equal(in_transaction(decide, &step), E_DENIED);
	assert_string_equal(step.denied, "outside_reach");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM charity WHERE licence_number = 'licence'"), 1);
	step.approve = false;
	assert_int_equal(in_transaction(decide, &step), OK);		/* sending it back changes nothing elsewhere */
	change.licence_number = "licence";
	step.actor = &maker;
	assert_int_equal(in_transaction(propose, &step), OK);
	step.revision = newest_revision(giving);
	step.actor = &county;
	step.approve = true;
	assert_int_equal(in_transaction(decide, &step), OK);		/* the account alone is this campaign's */
}

static void a_change_that_changes_nothing_is_refused(void **state)
{
	struct step step = published(*state);
	const struct campaign_change same = {
		.account_name = "account", .account_bank = "bank", .account_number = "6200 0000 0000", .platform_name = "platform",
		.platform_url = "https://platform.invalid/9", .licence_number = "licence" };

	step.change = &same;
	assert_int_equal(in_transaction(propose, &step), E_INVALID);
	assert_string_equal(step.refusals.item[0].reason, "same");
}

static void a_second_change_waits_for_the_first(void **state)
{
	struct step step = published(*state);

	step.change = &new_account;
	assert_int_equal(in_transaction(propose, &step), OK);
	assert_int_equal(in_transaction(propose, &step), E_CONFLICT);
}

static void a_role_reaches_its_own_campaigns_only(void **state)
{
	struct giving *giving = *state;
	struct step step = published(giving);
	struct campaign_reach reach;
	struct campaign_draft draft;

	assert_int_equal(campaign_reach_of(giving->db, &giving->arena, &county, &reach), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &reach, step.id, &draft), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &reach, CAMPAIGN_OPEN_NOW, &draft), E_NOT_FOUND);
	assert_int_equal(campaign_reach_of(giving->db, &giving->arena, &charity, &reach), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &reach, CAMPAIGN_OPEN_NOW, &draft), OK);
	reach.charity_id = 77;
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &reach, CAMPAIGN_OPEN_NOW, &draft), E_NOT_FOUND);
}

/* A county's administrator of safety may grant it below the county: it must not open the whole city's campaigns and pledges. */
static void the_citys_role_at_a_department_reaches_no_campaign(void **state)
{
	static const struct actor department = { .account_id = 3, .login = "county", .role = ROLE_CITY, .unit_id = 9, .unit_path = "/1/2/9/" };
	struct giving *giving = *state;
	struct step step = published(giving);
	struct campaign_reach reach;
	struct campaign_draft draft;

	giving_sql(giving, "INSERT INTO unit (id, kind, code, name, parent_id, path, valid_from) VALUES "
			   "(9, 'department', '371328', 'department', 2, '/1/2/9/', '2018-01-01')");
	assert_int_equal(campaign_reach_of(giving->db, &giving->arena, &department, &reach), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &reach, step.id, &draft), E_NOT_FOUND);
	assert_int_equal(campaign_reach_of(giving->db, &giving->arena, &maker, &reach), OK);
	assert_int_equal(campaign_draft_find(giving->db, &giving->arena, &reach, step.id, &draft), OK);
}

static void each_act_stands_on_the_audit_trail(void **state)
{
	struct giving *giving = *state;
	const int64_t before = giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event");

	published(giving);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event"), before + 3);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'campaign_approve' AND "
					       "actor = 'checker'") > 0, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_two_persons_did_is_public),
		cmocka_unit_test(who_drafted_it_cannot_approve_it),
		cmocka_unit_test(who_drafted_it_cannot_approve_what_another_submitted),
		cmocka_unit_test(a_second_decision_comes_too_late),
		cmocka_unit_test(what_is_sent_back_is_a_draft_again),
		cmocka_unit_test(without_any_one_of_its_elements_it_cannot_be_submitted),
		cmocka_unit_test(a_link_that_is_not_https_is_refused),
		cmocka_unit_test(a_changed_account_waits_for_a_second_person_keeps_the_old_and_tells_the_charity),
		cmocka_unit_test(a_county_does_not_change_the_licence_of_campaigns_elsewhere),
		cmocka_unit_test(a_change_that_changes_nothing_is_refused),
		cmocka_unit_test(a_second_change_waits_for_the_first),
		cmocka_unit_test(a_role_reaches_its_own_campaigns_only),
		cmocka_unit_test(the_citys_role_at_a_department_reaches_no_campaign),
		cmocka_unit_test(each_act_stands_on_the_audit_trail),
	};

	return cmocka_run_group_tests(tests, start, giving_stop);
}
