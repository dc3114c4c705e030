/* Who asks what is stored about them is told, and who asks to be forgotten is, unless a duty to keep stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "personal_data.h"

struct call {
	struct giving *giving;
	enum err (*does)(struct call *call);
	int64_t id;
	const char *subject, *reason;
	enum request_kind kind;
	bool grant;
	bool alone;			/* who keyed it decides it */
	struct timestamp now;
	struct request_refusal refusal;
};

static enum err do_call(void *context)
{
	struct call *call = context;

	return call->does(call);
}

static enum err ask_it(struct call *call)
{
	const struct request_wish wish = { .kind = call->kind, .subject = call->subject, .unit_path = "/1/" };

	return personal_request_ask(admin, &call->giving->arena, &clerk, &wish, call->now, &call->id, &call->refusal);
}

static enum err decide_it(struct call *call)
{
	return personal_request_decide(admin, &call->giving->arena, call->alone ? &clerk : &colleague, call->id, call->grant,
				       call->reason, call->now, &call->refusal);
}

static enum err hand_it_over(struct call *call)
{
	return personal_request_hand_over(admin, &call->giving->arena, &clerk, call->id, call->now);
}

static enum err run(struct call *call, enum err (*does)(struct call *call))
{
	enum err err;

	call->does = does;
	err = db_transaction(admin, do_call, NULL, call, NULL);
	if (err == E_INTERNAL)
		fail_msg("%s", call->giving->fault.text);
	return err;
}

static struct call ask(struct giving *giving, enum request_kind kind, const char *subject)
{
	struct call call = { .giving = giving, .kind = kind, .subject = subject, .now = giving_noon() };

	assert_int_equal(run(&call, ask_it), OK);
	return call;
}

static enum request_state state_of(struct giving *giving, int64_t id)
{
	struct personal_request request;

	assert_int_equal(personal_request_find(admin, &giving->arena, "/1/", id, date_at(giving_noon()), &request), OK);
	return request.state;
}

static void a_request_is_due_in_three_weeks_and_listed(void **state)
{
	struct giving *giving = *state;
	struct request_search search = { .scope = "/1/", .rows = 1 };
	const struct personal_request *request;
	struct rows rows;
	bool more;

	make_student(giving, "LEFT00001", "'2020-01-01'");
	make_student(giving, "STAYS0001", "NULL");
	ask(giving, REQUEST_ACCESS, "student:LEFT00001");
	ask(giving, REQUEST_ERASURE, "student:STAYS0001");
	assert_int_equal(personal_request_list(admin, &giving->arena, &search, date_at(days_later(21)), &rows, &more), OK);
	request = rows.row;
	assert_int_equal(rows.count, 1);
	assert_true(more);
	assert_int_equal(request[0].due_on.day, date_at(days_later(21)).day);
	assert_false(request[0].late);
	assert_string_equal(request[0].table, "student");
	assert_string_equal(request[0].code, "LEFT00001");
	search = (struct request_search){ .scope = "/1/", .rows = 5, .skip = 1 };
	assert_int_equal(personal_request_list(admin, &giving->arena, &search, date_at(days_later(22)), &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	assert_false(more);
	assert_true(((const struct personal_request *)rows.row)[0].late);
	search.scope = "/1/9/";
	search.skip = 0;
	assert_int_equal(personal_request_list(admin, &giving->arena, &search, date_at(giving_noon()), &rows, &more), OK);
	assert_int_equal(rows.count, 0);
}

static void a_request_names_somebody_and_stands_once(void **state)
{
	struct giving *giving = *state;
	struct call call = { .giving = giving, .kind = REQUEST_ERASURE, .subject = "student:NOBODY", .now = giving_noon() };

	make_student(giving, "LEFT00001", "'2020-01-01'");
	assert_int_equal(run(&call, ask_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "unknown");
	call.subject = "account:1";
	assert_int_equal(run(&call, ask_it), E_INVALID);
	call = ask(giving, REQUEST_ERASURE, "student:LEFT00001");
	assert_int_equal(run(&call, ask_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "asked");
	ask(giving, REQUEST_ACCESS, "student:LEFT00001");
}

static void who_was_promised_to_be_forgotten_is(void **state)
{
	struct giving *giving = *state;
	struct call call;

	make_student(giving, "LEFT00001", "'2020-01-01'");
	call = ask(giving, REQUEST_ERASURE, "student:LEFT00001");
	assert_int_equal(wipe(giving, "personal_request", giving_noon(), 50, NULL), 0);	/* not decided */
	call.grant = true;
	assert_int_equal(run(&call, decide_it), OK);
	assert_int_equal(state_of(giving, call.id), REQUEST_GRANTED);
	assert_int_equal(run(&call, decide_it), E_CONFLICT);
	assert_int_equal(run(&call, hand_it_over), E_CONFLICT);		/* an erasure is not handed over */
	assert_int_equal(wipe(giving, "personal_request", giving_noon(), 50, NULL), 1);
	assert_int_equal(giving_number(giving, student_is_gone), 1);
	assert_int_equal(state_of(giving, call.id), REQUEST_DONE);
	assert_int_equal(wipe(giving, "personal_request", giving_noon(), 50, NULL), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE subject = 'student:LEFT00001' AND "
					       "action IN "
				       "('personal_request_ask', 'personal_request_grant', 'student_erase')"), 3);
}

/* domain.md §5: a child is touched by two persons, or not at all. */
static void who_keyed_a_request_does_not_decide_it(void **state)
{
	struct giving *giving = *state;
	struct personal_request request;
	struct call call;

	make_student(giving, "LEFT00001", "'2020-01-01'");
	call = ask(giving, REQUEST_ERASURE, "student:LEFT00001");
	call.grant = call.alone = true;
	assert_int_equal(run(&call, decide_it), E_DENIED);
	call.grant = false;
	call.reason = "no";
	assert_int_equal(run(&call, decide_it), E_DENIED);
	assert_int_equal(personal_request_find(admin, &giving->arena, "/1/", call.id, date_at(giving_noon()), &request), OK);
	assert_int_equal(request.state, REQUEST_OPEN);
	assert_string_equal(request.asked_by, "li.wei");
	call.alone = false;
	assert_int_equal(run(&call, decide_it), OK);
}

static void erasing_waits_while_a_duty_to_keep_stands(void **state)
{
	struct giving *giving = *state;
	struct call call;

	make_student(giving, "STAYS0001", "NULL");
	make_student(giving, "LATELY001", "'2026-06-01'");
	make_pledge(giving, "OPEN00000", "NULL", 0, "person");
	make_pledge(giving, "PAID00000", "NULL", 10000, "person");
	call = ask(giving, REQUEST_ERASURE, "student:STAYS0001");
	call.grant = true;
	assert_int_equal(run(&call, decide_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "in_use");
	call = ask(giving, REQUEST_ERASURE, "student:LATELY001");
	call.grant = true;
	assert_int_equal(run(&call, decide_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "retained");
	assert_int_equal(call.refusal.until.day, date_at(giving_noon()).day - 14 + 1826);
	call = ask(giving, REQUEST_ERASURE, "pledge:OPEN00000");
	call.grant = true;
	assert_int_equal(run(&call, decide_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "in_use");
	call = ask(giving, REQUEST_ERASURE, "pledge:PAID00000");
	call.grant = true;
	assert_int_equal(run(&call, decide_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "retained");
	call.grant = false;
	assert_int_equal(run(&call, decide_it), E_INVALID);
	assert_string_equal(call.refusal.reason, "missing");
	call.reason = "kept for the books";
	assert_int_equal(run(&call, decide_it), OK);
	assert_int_equal(state_of(giving, call.id), REQUEST_REFUSED);
}

static void who_came_back_before_being_forgotten_is_not(void **state)
{
	struct giving *giving = *state;
	struct call call;

	make_student(giving, "LEFT00001", "'2020-01-01'");
	call = ask(giving, REQUEST_ERASURE, "student:LEFT00001");
	call.grant = true;
	assert_int_equal(run(&call, decide_it), OK);
	giving_sql(giving, "UPDATE student SET left_on = NULL");
	assert_int_equal(wipe(giving, "personal_request", giving_noon(), 50, NULL), 0);
	assert_int_equal(giving_number(giving, student_is_gone), 0);
	assert_int_equal(state_of(giving, call.id), REQUEST_GRANTED);
}

static void a_withdrawn_giver_is_forgotten_at_once_who_asks(void **state)
{
	struct giving *giving = *state;
	struct call call;

	make_pledge(giving, "WITHDRAWN", NOON, 0, "person");
	call = ask(giving, REQUEST_ERASURE, "pledge:WITHDRAWN");
	call.grant = true;
	assert_int_equal(run(&call, decide_it), OK);
	assert_int_equal(wipe(giving, "personal_request", giving_noon(), 50, NULL), 1);
	assert_int_equal(giving_number(giving, pledges_gone), 1);
}

static void a_copy_is_handed_over_once_granted(void **state)
{
	struct giving *giving = *state;
	struct call call;

	make_student(giving, "STAYS0001", "NULL");
	call = ask(giving, REQUEST_ACCESS, "student:STAYS0001");
	assert_int_equal(run(&call, hand_it_over), E_CONFLICT);
	call.grant = true;
	assert_int_equal(run(&call, decide_it), OK);
	assert_int_equal(run(&call, hand_it_over), OK);
	assert_int_equal(state_of(giving, call.id), REQUEST_DONE);
	assert_int_equal(run(&call, hand_it_over), OK);		/* printed again: in the trail again */
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'personal_request_show'"),
			 2);
	assert_int_equal(wipe(giving, "personal_request", giving_noon(), 50, NULL), 0);
}

static void another_scopes_request_is_not_found(void **state)
{
	struct giving *giving = *state;
	struct personal_request request;
	struct call call;

	make_student(giving, "STAYS0001", "NULL");
	call = ask(giving, REQUEST_ACCESS, "student:STAYS0001");
	assert_int_equal(personal_request_find(admin, &giving->arena, "/1/2/", call.id, date_at(giving_noon()), &request),
			 E_NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup(name, personal_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_request_is_due_in_three_weeks_and_listed),
		TEST(a_request_names_somebody_and_stands_once),
		TEST(who_was_promised_to_be_forgotten_is),
		TEST(who_keyed_a_request_does_not_decide_it),
		TEST(erasing_waits_while_a_duty_to_keep_stands),
		TEST(who_came_back_before_being_forgotten_is_not),
		TEST(a_withdrawn_giver_is_forgotten_at_once_who_asks),
		TEST(a_copy_is_handed_over_once_granted),
		TEST(another_scopes_request_is_not_found),
	};

	return cmocka_run_group_tests(tests, personal_start, personal_stop);
}
