/* Messages of a pair: who reads what when, moderation in scope, climbing, once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_server.h"

static enum err do_send(struct care *care)
{
	const struct pair_message_wish wish = {
		.pair_id = care->id, .pair_code = care->code, .sender = care->flag ? MESSAGE_FAMILY : MESSAGE_CHILD, .body = care->text,
		.form_nonce = care->nonce };

	return pair_message_send(care->giving->db, &care->giving->arena, care->giving->keyring, &wish, care->now);
}

static enum err do_decide(struct care *care)
{
	return pair_message_decide(care->giving->db, &care->giving->arena, care->actor, care->id, care->flag, care->text, care->now);
}

static enum err do_climb(struct care *care)
{
	return pair_message_climb(care->giving->db, &care->giving->arena, 100, care->now, &care->number);
}

static struct care message(struct giving *giving, bool by_family, const char *text, const char *nonce)
{
	return (struct care){ .giving = giving, .id = care_pair_id, .code = care_pair, .flag = by_family, .text = text, .nonce = nonce,
			      .now = giving_noon() };
}

static int64_t last_id(struct giving *giving)
{
	return giving_number(giving, "SELECT MAX(id) AS n FROM pair_message");
}

static struct rows thread(struct giving *giving, bool family_reads)
{
	struct rows rows;

	assert_int_equal(pair_message_list(giving->db, &giving->arena, giving->keyring, care_pair_id, family_reads, &rows), OK);
	return rows;
}

static void the_other_side_reads_only_what_was_released(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, true, "hello", "a"), decide = { .giving = giving, .actor = &school_clerk, .flag = true,
									  .now = giving_noon() };
	const struct pair_message *read;

	assert_int_equal(care_run(&send, do_send), OK);
	assert_int_equal(thread(giving, true).count, 1);
	assert_int_equal(thread(giving, false).count, 0);
	decide.id = last_id(giving);
	assert_int_equal(care_run(&decide, do_decide), OK);
	assert_int_equal(thread(giving, false).count, 1);
	read = thread(giving, false).row;
	assert_string_equal(read->body, "hello");
	assert_false(read->own);
	assert_int_equal(care_run(&decide, do_decide), E_CONFLICT);
	assert_int_equal(care_trail(giving, "message_send", arena_print(&giving->arena, "pair:%s", care_pair)), 1);
	assert_int_equal(care_trail(giving, "message_release", arena_print(&giving->arena, "pair:%s", care_pair)), 1);
}

static void a_refused_one_is_shown_to_its_writer_with_the_reason_alone(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, false, "no", "a"), decide = { .giving = giving, .actor = &school_clerk, .text = "too rude",
									.now = giving_noon() };
	const struct pair_message *own;

	assert_int_equal(care_run(&send, do_send), OK);
	decide.id = last_id(giving);
	assert_int_equal(care_run(&decide, do_decide), OK);
	own = thread(giving, false).row;
	assert_int_equal(own->state, MESSAGE_REFUSED);
	assert_string_equal(own->reason, "too rude");
	assert_int_equal(thread(giving, true).count, 0);
}

static void one_display_of_the_form_sends_once(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, true, "hello", "a");

	assert_int_equal(care_run(&send, do_send), OK);
	assert_int_equal(care_run(&send, do_send), E_CONFLICT);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair_message"), 1);
	assert_int_equal(pair_message_find_by_nonce(giving->db, &giving->arena, "a"), OK);
	assert_int_equal(pair_message_find_by_nonce(giving->db, &giving->arena, "b"), E_NOT_FOUND);
}

static void a_pair_that_is_not_active_takes_none(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, true, "hello", "a");

	giving_sql(giving, "UPDATE pair SET paused_at = updated_at, pause_reason = 'staff'");
	assert_int_equal(care_run(&send, do_send), E_DENIED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair_message"), 0);
}

static void the_body_is_sealed(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, true, "hello", "a");

	assert_int_equal(care_run(&send, do_send), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair_message WHERE INSTR(body_sealed, 'hello') > 0"), 0);
}

static void another_schools_clerk_neither_sees_nor_decides(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, true, "hello", "a"), decide = { .giving = giving, .actor = &other_school_clerk, .flag = true,
									  .now = giving_noon() };
	struct rows rows;
	bool more;

	assert_int_equal(care_run(&send, do_send), OK);
	assert_int_equal(pair_message_queue(giving->db, &giving->arena, giving->keyring, &other_school_clerk, 0, 50, &rows, &more), OK);
	assert_int_equal(rows.count, 0);
	assert_int_equal(pair_message_queue(giving->db, &giving->arena, giving->keyring, &school_clerk, 0, 50, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	decide.id = last_id(giving);
	assert_int_equal(care_run(&decide, do_decide), E_NOT_FOUND);
}

static void what_nobody_read_climbs_to_the_township_once(void **state)
{
	struct giving *giving = *state;
	struct care send = message(giving, true, "hello", "a"), climb = { .giving = giving, .now = days_on(message_climb_days) };
	struct actor township;
	struct rows rows;
	bool more;

	staff_account(giving, "town", ROLE_TOWNSHIP, TOWNSHIP_UNIT);
	township = staff_actor(giving, "town");
	assert_int_equal(care_run(&send, do_send), OK);
	assert_int_equal(care_run(&climb, do_climb), OK);
	assert_int_equal(climb.number, 0);
	assert_int_equal(pair_message_queue(giving->db, &giving->arena, giving->keyring, &township, 0, 50, &rows, &more), OK);
	assert_int_equal(rows.count, 0);
	climb.now = later(days_on(message_climb_days), 1);
	assert_int_equal(care_run(&climb, do_climb), OK);
	assert_int_equal(climb.number, 1);
	assert_int_equal(care_run(&climb, do_climb), OK);
	assert_int_equal(climb.number, 0);
	assert_int_equal(pair_message_queue(giving->db, &giving->arena, giving->keyring, &township, 0, 50, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	assert_int_equal(care_trail(giving, "message_climb", arena_print(&giving->arena, "pair:%s", care_pair)), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_other_side_reads_only_what_was_released, care_clean),
		cmocka_unit_test_setup(a_refused_one_is_shown_to_its_writer_with_the_reason_alone, care_clean),
		cmocka_unit_test_setup(one_display_of_the_form_sends_once, care_clean),
		cmocka_unit_test_setup(a_pair_that_is_not_active_takes_none, care_clean),
		cmocka_unit_test_setup(the_body_is_sealed, care_clean),
		cmocka_unit_test_setup(another_schools_clerk_neither_sees_nor_decides, care_clean),
		cmocka_unit_test_setup(what_nobody_read_climbs_to_the_township_once, care_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
