/* Families: coming forward, checks and approvals, what a family changes of them, forgetting; on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/pairing/family_desk.h"
#include "domain/pairing/family_erasure.h"
#include "domain/pairing/family_session.h"
#include "domain/pairing/vetting_worker.h"
#include "pairing_server.h"

#define TELEPHONE "13812345678"
#define NUMBER "371302190001010002"
#define OTHER_NUMBER "371325190001010007"

static struct actor vetter, approver;

static int clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM notice");
	if (pairing_clean(state) != 0)
		return -1;
	giving_sql(giving, "INSERT INTO policy_text (id, kind, purpose, version, language, body, digest, published_at) VALUES "
			   "(3, 'consent', 'volunteering', 1, 'zh', 'body', REPEAT('x', 32), '2026-01-01'), "
			   "(4, 'notice', 'volunteering', 1, 'zh', 'body', REPEAT('x', 32), '2026-01-01')");
	staff_account(giving, "vetter", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "approver", ROLE_CITY, CITY_UNIT);
	vetter = staff_actor(giving, "vetter");
	approver = staff_actor(giving, "approver");
	return 0;
}

static struct family_wish good_wish(void)
{
	return (struct family_wish){ .telephone = TELEPHONE, .home_code = "371302001", .address = "12 Lane", .words = "", .tutoring = true,
				     .weekend = true, .travel_km = 20, .capacity = 1, .language = "zh", .text_id = 3, .agreed = true,
				     .adults = { { "Wang", NUMBER, RELATION_SELF }, { "", "", RELATION_SELF }, { "", "", RELATION_SELF },
						 { "", "", RELATION_SELF }, { "", "", RELATION_SELF }, { "", "", RELATION_SELF } } };
}

/* One step in a transaction of its own. */
struct step {
	struct giving *giving;
	struct family_wish wish;
	const char *nonce, *code, *refusal;
	const struct actor *actor;
	struct family_member family;
	struct family_refusals refusals;
	struct check_wish check;
	struct timestamp now;
	struct adult_wish adult;
	int64_t number, count;
};

#define OF_STEP(name, ...)                                                      \
	static enum err name(void *context)                                     \
	{                                                                       \
		struct step *step = context;                                    \
		struct db *db = step->giving->db;                               \
		struct arena *arena = &step->giving->arena;                     \
		return __VA_ARGS__;                                             \
	}
OF_STEP(enter, family_register(db, arena, step->giving->keyring, &step->wish, step->nonce, step->now, &step->family, &step->refusals))
OF_STEP(approve, family_approve(db, arena, step->actor, step->code, step->now, &step->refusal))
OF_STEP(note, family_note_check(db, arena, step->actor, step->code, &step->check, step->now, &step->refusals.item[0], &step->refusal))
OF_STEP(suspend, family_suspend(db, arena, step->actor, step->code, "reason", step->now, &step->refusal))
OF_STEP(deny, family_deny(db, arena, step->actor, step->code, "reason", step->now, &step->refusal))
OF_STEP(move, family_change_address(db, arena, step->giving->keyring, &step->family, "371311001", "9 Lane", step->now))
OF_STEP(add, family_add_adult(db, arena, step->giving->keyring, &step->family, &step->adult, step->now, &step->refusals))
OF_STEP(leave, family_remove_adult(db, arena, &step->family, step->number, step->now))
OF_STEP(withdraw, family_withdraw(db, arena, &step->family, step->now))
OF_STEP(narrow, family_change_offer(db, arena, &step->family, &step->wish, step->now))
OF_STEP(warn, vetting_warn(db, arena, step->giving->keyring, 50, step->now, &step->count))
OF_STEP(forget, family_erase(db, arena_copy_string(arena, step->code), step->now))
#define RUN(step, work) db_transaction((step)->giving->db, work, NULL, (step), NULL)

static struct step step_of(struct giving *giving)
{
	return (struct step){ .giving = giving, .wish = good_wish(), .nonce = "nonce", .now = giving_noon() };
}

/* A family of the fixture as who is signed in. */
static struct step step_of_family(struct giving *giving, int64_t id)
{
	struct step step = step_of(giving);

	step.code = arena_print(&giving->arena, "F%08lld", (long long)id);
	step.family = (struct family_member){ .id = id, .code = step.code, .path = "/1/2/4/", .state = FAMILY_APPROVED };
	return step;
}

static void assert_refused(const struct step *step, const char *field, const char *reason)
{
	for (size_t i = 0; i < step->refusals.count; i++)
		if (strcmp(step->refusals.item[i].field, field) == 0 && strcmp(step->refusals.item[i].reason, reason) == 0)
			return;
	fail_msg("%s %s is not among the %zu refusals", field, reason, step->refusals.count);
}

/* Every check of the newest list, noted by the actor, of adults who live there. */
static void note_all(struct step *step)
{
	struct vetted_family family;
	const struct vetting_item *item;
	struct rows items;

	assert_int_equal(family_desk_find(step->giving->db, &step->giving->arena, NULL, step->code, &family), OK);
	assert_int_equal(vetting_list(step->giving->db, &step->giving->arena, family.id, date_at(step->now), &items), OK);
	item = items.row;
	for (size_t i = 0; i < items.count; i++) {
		step->check = (struct check_wish){ .rule_id = item[i].rule_id, .adult_id = item[i].adult_id, .passed = true,
						   .checked_on = date_at(step->now), .reference = "" };
		assert_int_equal(RUN(step, note), OK);
	}
}

static enum family_state state_of(struct step *step)
{
	struct vetted_family family;

	assert_int_equal(family_desk_find(step->giving->db, &step->giving->arena, NULL, step->code, &family), OK);
	return family.state;
}

/* Family 1 with an adult of its own, every check fresh, approved anew. */
static struct step vetted(struct giving *giving)
{
	struct step step = step_of_family(giving, 1);

	giving_sql(giving, "INSERT INTO family_adult (family_id, adult_key, relation, name_sealed, id_number_sealed, sex, birth) "
			   "VALUES (1, 'adult1', 'self', 'x', 'x', 'female', '1980-01-01')");
	step.actor = &vetter;
	note_all(&step);
	step.actor = &approver;
	assert_int_equal(RUN(&step, approve), OK);
	return step;
}

static void a_telephone_has_one_live_family_and_an_adult_one(void **state)
{
	struct giving *giving = *state;
	struct step one = step_of(giving), two = step_of(giving);
	struct family_member found;

	assert_int_equal(RUN(&one, enter), OK);
	assert_int_equal(RUN(&one, enter), E_CONFLICT);
	assert_int_equal(family_find_by_nonce(giving->db, &giving->arena, &one.wish, "nonce", &found), OK);
	assert_string_equal(found.code, one.family.code);
	one.wish.travel_km = 21;
	assert_int_equal(family_find_by_nonce(giving->db, &giving->arena, &one.wish, "nonce", &found), E_CONFLICT);
	two.nonce = "another";
	assert_int_equal(RUN(&two, enter), E_INVALID);
	assert_refused(&two, "id_number_1", "in_person");
	two.wish.adults[0].id_number = OTHER_NUMBER;
	assert_int_equal(RUN(&two, enter), E_CONFLICT);
	assert_int_equal(RUN(&one, withdraw), OK);
	assert_int_equal(RUN(&two, enter), OK);
	assert_int_equal(family_find_by_telephone(giving->db, &giving->arena, giving->keyring, TELEPHONE, &found), OK);
	assert_int_equal(found.id, two.family.id);
}

static void all_that_is_wrong_is_said_at_once(void **state)
{
	struct step step = step_of(*state);

	step.wish.home_code = "371302";
	step.wish.tutoring = step.wish.weekend = false;
	step.wish.text_id = 1;				/* of another purpose */
	step.wish.adults[0] = (struct adult_wish){ "", "371302900101002", RELATION_SELF };
	step.wish.adults[2] = (struct adult_wish){ "Li", "37130220150101005X", RELATION_CHILD };
	step.wish.adults[3] = (struct adult_wish){ "Li", NUMBER, RELATION_SELF };
	assert_int_equal(RUN(&step, enter), E_INVALID);
	assert_refused(&step, "name_1", "missing");
	assert_refused(&step, "id_number_1", "old_form");
	assert_refused(&step, "relation_4", "missing");
	assert_refused(&step, "home", "missing");
	assert_refused(&step, "tutoring", "missing");
	assert_refused(&step, "weekday", "missing");
	assert_refused(&step, "agreed", "newer");
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM family"), PAIRING_FAMILIES);
}

static void a_session_ends_idle_and_in_any_case(void **state)
{
	struct giving *giving = *state;
	const struct family_member family = { .id = 1, .code = "F00000001", .path = "/1/2/4/" };
	const struct timestamp now = giving_noon();
	struct family_member found;
	const char *token;

	assert_int_equal(family_session_start(giving->db, &giving->arena, &family, now, &token), OK);
	assert_int_equal(family_session_find(giving->db, &giving->arena, token, later(now, 29 * 60), &found), OK);
	assert_int_equal(found.id, 1);
	assert_int_equal(family_session_find(giving->db, &giving->arena, token, later(now, 58 * 60), &found), OK);
	assert_int_equal(family_session_find(giving->db, &giving->arena, token, later(now, 88 * 60), &found), E_NOT_FOUND);
	giving_sql(giving, "UPDATE family_session SET seen_at = '2026-06-15 12:00:00'");
	assert_int_equal(family_session_find(giving->db, &giving->arena, token, later(now, 8 * 3600), &found), E_NOT_FOUND);
	assert_int_equal(family_session_find(giving->db, &giving->arena, "short", now, &found), E_NOT_FOUND);
	giving_sql(giving, "UPDATE family_session SET seen_at = started_at");
	assert_int_equal(family_session_find(giving->db, &giving->arena, token, now, &found), OK);
	assert_int_equal(family_session_end(giving->db, &found, now), OK);
	assert_int_equal(family_session_find(giving->db, &giving->arena, token, now, &found), E_NOT_FOUND);
}

static void an_approval_wants_every_check_and_another_person(void **state)
{
	struct giving *giving = *state;
	struct step step = vetted(giving);
	struct vetted_family family;

	assert_int_equal(family_desk_find(giving->db, &giving->arena, "/1/2/", step.code, &family), OK);
	assert_int_equal(family.approved_until.day, date_at(step.now).day + 365);
	step.actor = &vetter;
	assert_int_equal(RUN(&step, approve), E_CONFLICT);
	assert_string_equal(step.refusal, "same_person");
	/* The day after the first runs out. */
	step.actor = &approver;
	step.now = later(step.now, INT64_C(366) * 86400);
	assert_int_equal(RUN(&step, approve), E_CONFLICT);
	assert_string_equal(step.refusal, "missing");
	assert_int_equal(family_desk_find(giving->db, &giving->arena, "/1/3/", step.code, &family), E_NOT_FOUND);
}

static void a_check_of_a_new_list_by_another_name_is_missing(void **state)
{
	struct step step = vetted(*state);

	giving_sql(*state, "INSERT INTO vetting_rule (id, version, position, name, title, title_en, covers, valid_days, published_at) "
			   "SELECT id + 100, 2, position, IF(name = 'interview', 'talk', name), title, title_en, covers, valid_days, "
			   "'2026-06-01' FROM vetting_rule WHERE version = 1");
	assert_int_equal(RUN(&step, approve), E_CONFLICT);
	assert_string_equal(step.refusal, "missing");
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM vetting_check WHERE voided_at IS NULL"), 6);
	giving_sql(*state, "DELETE FROM vetting_rule WHERE version = 2");
	assert_int_equal(RUN(&step, approve), OK);
}

static void a_move_ends_the_approval_and_stops_the_pairs(void **state)
{
	struct step step = vetted(*state);
	const char *code = pairing_at(*state, 1, 1, PAIR_ACTIVE, step.now);

	assert_int_equal(RUN(&step, move), OK);
	assert_int_equal(state_of(&step), FAMILY_VETTING);
	assert_int_equal(pairing_state(*state, code), PAIR_PAUSED);
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM pair WHERE pause_reason = 'vetting'"), 1);
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM vetting_check WHERE void_reason = 'address'"), 2);
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM family WHERE id = 1 AND path = '/1/3/7/' AND unit_id = 7"), 1);
}

static void a_move_does_not_wash_off_what_was_not_passed(void **state)
{
	struct step step = vetted(*state);

	giving_sql(*state, "UPDATE vetting_check SET passed = FALSE WHERE rule_id = (SELECT id FROM vetting_rule WHERE name = 'home_visit')");
	assert_int_equal(RUN(&step, move), OK);
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM vetting_check WHERE void_reason = 'address'"), 1);
	assert_int_equal(giving_number(*state, "SELECT COUNT(*) AS n FROM vetting_check WHERE NOT passed AND voided_at IS NULL"), 1);
}

static void a_new_adult_ends_the_approval_and_one_who_left_does_not(void **state)
{
	struct step step = vetted(*state);

	step.adult = (struct adult_wish){ "Li", NUMBER, RELATION_SPOUSE };
	assert_int_equal(RUN(&step, add), OK);
	assert_int_equal(state_of(&step), FAMILY_VETTING);
	assert_int_equal(RUN(&step, add), E_INVALID);
	assert_refused(&step, "id_number_2", "twice");
	step.number = giving_number(*state, "SELECT id AS n FROM family_adult WHERE relation = 'spouse'");
	assert_int_equal(RUN(&step, leave), OK);
	assert_int_equal(RUN(&step, leave), E_NOT_FOUND);
	step.number = giving_number(*state, "SELECT id AS n FROM family_adult WHERE relation = 'self'");
	assert_int_equal(RUN(&step, leave), E_NOT_FOUND);
	assert_int_equal(RUN(&step, approve), OK);
}

static void a_suspension_stops_the_pairs_and_a_refusal_waits_for_their_end(void **state)
{
	struct step step = vetted(*state);
	const char *code = pairing_at(*state, 1, 1, PAIR_ACTIVE, step.now);

	assert_int_equal(RUN(&step, deny), E_CONFLICT);
	assert_string_equal(step.refusal, "paired");
	assert_int_equal(RUN(&step, suspend), OK);
	assert_int_equal(pairing_state(*state, code), PAIR_PAUSED);
	assert_int_equal(RUN(&step, suspend), E_CONFLICT);
	assert_string_equal(step.refusal, "state");
}

static void a_withdrawal_declines_holds_and_asks_to_end_what_is_active(void **state)
{
	struct giving *giving = *state;
	struct step step = step_of_family(giving, 1);
	const char *active, *held;

	giving_sql(giving, "UPDATE family SET capacity = 2 WHERE id = 1");
	active = pairing_at(giving, 1, 1, PAIR_ACTIVE, step.now);
	held = pairing_at(giving, 2, 1, PAIR_HELD, step.now);
	step.wish.capacity = 1;
	assert_int_equal(RUN(&step, narrow), E_CONFLICT);
	assert_int_equal(RUN(&step, withdraw), OK);
	assert_int_equal(state_of(&step), FAMILY_WITHDRAWN);
	assert_int_equal(pairing_state(giving, active), PAIR_ENDING);
	assert_int_equal(pairing_state(giving, held), PAIR_ENDED);
	assert_int_equal(RUN(&step, withdraw), E_CONFLICT);
}

static void families_are_told_once_for_each_end(void **state)
{
	struct giving *giving = *state;
	struct step step = step_of(giving);

	assert_int_equal(RUN(&step, enter), OK);
	giving_sql(giving, "UPDATE family SET vetting_at = applied_at, approved_at = applied_at, approved_by = (SELECT MIN(id) FROM account), "
			   "approved_until = '2026-07-15' WHERE name_index IS NOT NULL");
	assert_int_equal(RUN(&step, warn), OK);
	assert_int_equal(step.count, 1);
	assert_int_equal(RUN(&step, warn), OK);
	assert_int_equal(step.count, 0);
	step.now = later(step.now, 29 * 86400);
	assert_int_equal(RUN(&step, warn), OK);
	assert_int_equal(step.count, 1);
	assert_int_equal(RUN(&step, warn), OK);
	assert_int_equal(step.count, 0);
	step.now = later(step.now, 2 * 86400);
	assert_int_equal(RUN(&step, warn), OK);
	assert_int_equal(step.count, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE template = 'vetting_ending'"), 2);
}

static void who_left_is_forgotten_but_for_a_pair_that_ended_for_cause(void **state)
{
	struct giving *giving = *state;
	struct step step = step_of_family(giving, 1);
	const struct date today = date_at(step.now);
	enum erasure_obstacle obstacle;
	struct date until;
	struct rows due;

	assert_int_equal(family_erasure_obstacle(giving->db, &giving->arena, step.code, today, &obstacle, &until), OK);
	assert_int_equal(obstacle, ERASURE_IN_USE);
	pairing_at(giving, 1, 1, PAIR_ACTIVE, step.now);
	giving_sql(giving, "UPDATE pair SET ended_at = '2026-06-15 04:00:00', end_reason = 'safeguarding', for_cause = TRUE");
	assert_int_equal(RUN(&step, withdraw), OK);
	assert_int_equal(family_erasure_obstacle(giving->db, &giving->arena, step.code, today, &obstacle, &until), OK);
	assert_int_equal(obstacle, ERASURE_RETAINED);
	assert_int_equal(until.day, today.day + 3653);
	assert_int_equal(family_erasure_due(giving->db, &giving->arena, (struct date){ today.day + 3000 }, 10, &due), OK);
	assert_int_equal(due.count, 0);
	assert_int_equal(family_erasure_due(giving->db, &giving->arena, (struct date){ today.day + 3660 }, 10, &due), OK);
	assert_int_equal(due.count, 1);
	giving_sql(giving, "UPDATE pair SET for_cause = FALSE");
	assert_int_equal(family_erasure_obstacle(giving->db, &giving->arena, step.code, today, &obstacle, &until), OK);
	assert_int_equal(obstacle, ERASURE_FREE);
	assert_int_equal(family_erasure_due(giving->db, &giving->arena, (struct date){ today.day + 1820 }, 10, &due), OK);
	assert_int_equal(due.count, 0);
	assert_int_equal(RUN(&step, forget), OK);
	assert_int_equal(RUN(&step, forget), E_NOT_FOUND);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM family WHERE id = 1 AND name_sealed IS NULL AND telephone_sealed IS "
					       "NULL AND address_sealed IS NULL AND telephone_index IS NULL"), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, clean)
	const struct CMUnitTest tests[] = {
		TEST(a_telephone_has_one_live_family_and_an_adult_one),
		TEST(all_that_is_wrong_is_said_at_once),
		TEST(a_session_ends_idle_and_in_any_case),
		TEST(an_approval_wants_every_check_and_another_person),
		TEST(a_check_of_a_new_list_by_another_name_is_missing),
		TEST(a_move_ends_the_approval_and_stops_the_pairs),
		TEST(a_move_does_not_wash_off_what_was_not_passed),
		TEST(a_new_adult_ends_the_approval_and_one_who_left_does_not),
		TEST(a_suspension_stops_the_pairs_and_a_refusal_waits_for_their_end),
		TEST(a_withdrawal_declines_holds_and_asks_to_end_what_is_active),
		TEST(families_are_told_once_for_each_end),
		TEST(who_left_is_forgotten_but_for_a_pair_that_ended_for_cause),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
