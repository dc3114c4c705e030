/* Staff find, confirm, refuse and release pledges; givers change their telephone and find their own; on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/giving/pledge_desk.h"
#include "domain/giving/pledge_owner.h"
#include "domain/giving/telephone_change.h"
#include "giving_server.h"

static const struct actor clerk = { .account_id = 1, .login = "clerk", .role = ROLE_CHARITY, .unit_id = 1, .unit_path = "/1/" };
static const struct campaign_reach everywhere = { .all = true, .county_code = "" };
static const struct campaign_reach elsewhere = { .charity_id = 77, .county_code = "" };
static const char telephone[] = "13812345678", new_telephone[] = "13900000009";

static int start(void **state)
{
	int status = giving_start(state);

	if (status == 0)
		giving_sql(*state, "INSERT INTO account (id, login, name, created_at) VALUES (1, 'clerk', 'c', '2026-01-01')");
	return status;
}

static int clean(void **state)
{
	giving_sql(*state, "DELETE FROM telephone_change");
	giving_sql(*state, "DELETE FROM outbox");
	return giving_clean(state);
}

static const char *registered(struct giving *giving, const char *nonce)
{
	const struct pledge_wish wish = { .preset = PRESET_OTHER, .amount = { 10000 }, .giver = GIVER_PERSON, .name = "Wang",
					  .credit_code = "", .telephone = telephone, .email = "", .message = "",
					  .receipt_title = "", .payer_name = "" };
	const char *code = NULL;

	assert_int_equal(pledge_register(giving->db, &giving->arena, giving->keyring, CAMPAIGN_OPEN_NOW, &wish, nonce, "session",
					 giving_noon(), &code), OK);
	return code;
}

struct step {
	struct giving *giving;
	const struct campaign_reach *reach;
	const char *code;
	enum pledge_decision decision;
	int64_t id;
	bool grant;
};

static enum err decide(void *context)
{
	struct step *step = context;

	return pledge_decide(step->giving->db, &step->giving->arena, &clerk, step->reach, step->code, step->decision, "because",
			     giving_noon());
}

static enum err decided(struct giving *giving, const struct campaign_reach *reach, const char *code, enum pledge_decision decision)
{
	struct step step = { giving, reach, code, decision, 0, false };

	return db_transaction(giving->db, decide, NULL, &step, NULL);
}

static enum pledge_state state_of(struct giving *giving, const char *code)
{
	struct pledge pledge;

	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	return pledge.state;
}

static void it_is_found_by_code_with_masks(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "a");
	struct pledge_entry entry;
	bool exists = false;

	assert_int_equal(pledge_entry_find(giving->db, &giving->arena, giving->keyring, &everywhere, code, &entry, &exists), OK);
	assert_string_equal(entry.telephone, "138****5678");
	assert_string_equal(entry.name, "W**");
	assert_int_equal(pledge_entry_find(giving->db, &giving->arena, giving->keyring, &elsewhere, code, &entry, &exists), E_NOT_FOUND);
	assert_true(exists);
}

static void it_is_found_by_telephone_within_the_reach(void **state)
{
	struct giving *giving = *state;
	struct rows rows;

	registered(giving, "a");
	registered(giving, "b");
	assert_int_equal(pledge_entry_by_telephone(giving->db, &giving->arena, giving->keyring, &everywhere, telephone, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(pledge_entry_by_telephone(giving->db, &giving->arena, giving->keyring, &elsewhere, telephone, &rows), OK);
	assert_int_equal(rows.count, 0);
}

static void a_confirmed_pledge_stays_on_the_meter(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "a");

	assert_int_equal(decided(giving, &everywhere, code, PLEDGE_CONFIRM), OK);
	assert_int_equal(state_of(giving, code), PLEDGE_CONFIRMED);
	giving_assert_invariants(giving);
	assert_int_equal(decided(giving, &everywhere, code, PLEDGE_CONFIRM), E_CONFLICT);
	assert_int_equal(decided(giving, &everywhere, code, PLEDGE_REFUSE), E_CONFLICT);
}

static void a_refused_or_released_pledge_leaves_the_meter(void **state)
{
	struct giving *giving = *state;
	const char *refused = registered(giving, "a"), *released = registered(giving, "b");

	assert_int_equal(decided(giving, &everywhere, refused, PLEDGE_REFUSE), OK);
	assert_int_equal(decided(giving, &everywhere, released, PLEDGE_RELEASE), OK);
	assert_int_equal(state_of(giving, refused), PLEDGE_REFUSED);
	assert_int_equal(state_of(giving, released), PLEDGE_RELEASED);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(pledged_fen) AS SIGNED) AS n FROM campaign_tally"), 0);
	giving_assert_invariants(giving);
}

static void another_charity_s_pledge_cannot_be_decided(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "a");

	assert_int_equal(decided(giving, &elsewhere, code, PLEDGE_REFUSE), E_NOT_FOUND);
	assert_int_equal(state_of(giving, code), PLEDGE_REGISTERED);
}

static enum err reveal(void *context)
{
	struct step *step = context;
	struct pledge_contact contact;

	TRY(pledge_reveal(step->giving->db, &step->giving->arena, step->giving->keyring, &clerk, step->reach, step->code, "a call",
			  giving_noon(), &contact));
	assert_string_equal(contact.telephone.hidden, telephone);
	assert_null(contact.email.hidden);
	return OK;
}

static void who_looks_is_written_down(void **state)
{
	struct giving *giving = *state;
	struct step step = { giving, &everywhere, registered(giving, "a"), PLEDGE_CONFIRM, 0, false };
	const int64_t before = giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'pledge_reveal'");

	assert_int_equal(db_transaction(giving->db, reveal, NULL, &step, NULL), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'pledge_reveal'"), before + 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE CONCAT_WS(' ', detail, reason, subject) "
					       "LIKE '%13812345678%'"), 0);
}

static enum err decide_change(void *context)
{
	struct step *step = context;

	return telephone_change_decide(step->giving->db, &step->giving->arena, step->giving->keyring, &clerk, step->reach, step->id,
				       step->grant, "asked", giving_noon());
}

static int64_t asked(struct giving *giving, const char *code)
{
	assert_int_equal(telephone_change_ask(giving->db, &giving->arena, giving->keyring, code, new_telephone, giving_noon()), OK);
	return giving_number(giving, "SELECT MAX(id) AS n FROM telephone_change");
}

static void a_granted_telephone_is_the_pledge_s_and_the_old_one_is_told(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "a");
	struct step step = { giving, &everywhere, code, PLEDGE_CONFIRM, asked(giving, code), true };
	struct pledge pledge;
	bool own;

	assert_int_equal(telephone_change_ask(giving->db, &giving->arena, giving->keyring, code, new_telephone, giving_noon()), E_CONFLICT);
	assert_int_equal(db_transaction(giving->db, decide_change, NULL, &step, NULL), OK);
	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_true(pledge_matches(giving->keyring, &giving->arena, &pledge, code, "0009"));
	assert_false(pledge_matches(giving->keyring, &giving->arena, &pledge, code, "5678"));
	assert_int_equal(pledge_is_of_telephone(giving->db, &giving->arena, giving->keyring, code, new_telephone, &own), OK);
	assert_true(own);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE shown_to = '138****5678'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM telephone_change WHERE telephone_sealed IS NOT NULL"), 0);
	assert_int_equal(db_transaction(giving->db, decide_change, NULL, &step, NULL), E_NOT_FOUND);
}

static void a_refused_telephone_changes_nothing(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "a");
	struct step step = { giving, &everywhere, code, PLEDGE_CONFIRM, asked(giving, code), false };
	bool own;

	assert_int_equal(db_transaction(giving->db, decide_change, NULL, &step, NULL), OK);
	assert_int_equal(pledge_is_of_telephone(giving->db, &giving->arena, giving->keyring, code, telephone, &own), OK);
	assert_true(own);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox"), 0);
}

static void one_s_own_pledges_are_those_of_the_telephone(void **state)
{
	struct giving *giving = *state;
	struct rows rows;
	bool known;

	registered(giving, "a");
	registered(giving, "b");
	assert_int_equal(pledge_list_own(giving->db, &giving->arena, giving->keyring, telephone, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(pledge_telephone_known(giving->db, &giving->arena, giving->keyring, telephone, &known), OK);
	assert_true(known);
	assert_int_equal(pledge_telephone_known(giving->db, &giving->arena, giving->keyring, new_telephone, &known), OK);
	assert_false(known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_is_found_by_code_with_masks, clean),
		cmocka_unit_test_setup(it_is_found_by_telephone_within_the_reach, clean),
		cmocka_unit_test_setup(a_confirmed_pledge_stays_on_the_meter, clean),
		cmocka_unit_test_setup(a_refused_or_released_pledge_leaves_the_meter, clean),
		cmocka_unit_test_setup(another_charity_s_pledge_cannot_be_decided, clean),
		cmocka_unit_test_setup(who_looks_is_written_down, clean),
		cmocka_unit_test_setup(a_granted_telephone_is_the_pledge_s_and_the_old_one_is_told, clean),
		cmocka_unit_test_setup(a_refused_telephone_changes_nothing, clean),
		cmocka_unit_test_setup(one_s_own_pledges_are_those_of_the_telephone, clean),
	};

	return cmocka_run_group_tests(tests, start, giving_stop);
}
