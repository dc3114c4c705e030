/* Where is my application: who may look, what is counted, and what is shown; on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "award_server.h"
#include "crypt/seal.h"
#include "domain/aid/lookup.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"

enum { STUDENT = 1 };
static const char number[] = "371399201903010014", name[] = "\xE5\xBC\xA0\xE4\xB8\x89", telephone[] = "13900000001";

static const char *hex(struct arena *arena, struct bytes bytes)
{
	struct buffer out;

	buffer_init(&out, arena, 64);
	for (size_t i = 0; i < bytes.length; i++)
		buffer_print(&out, "%02x", bytes.data[i]);
	return out.data;
}

/* Student 1 gets a number, a name and a telephone. */
static void put_on_register(struct giving *giving, const char *tel)
{
	struct arena *arena = &giving->arena;
	const char *code = pairing_student_code(STUDENT);

	giving_sql(giving, arena_print(arena,
		"UPDATE student SET id_number_index = X'%s', name_index = X'%s', name_sealed = X'%s', telephone_sealed = X'%s' WHERE id = %d",
		hex(arena, blind_index(giving->keyring, arena, purpose_student_id_number, number)),
		hex(arena, blind_index(giving->keyring, arena, purpose_student_name, name)),
		hex(arena, seal_text(giving->keyring, arena, place_in(&place_student_name, code), name)),
		hex(arena, seal_text(giving->keyring, arena, place_in(&place_student_telephone, code), tel)), STUDENT));
}

struct asking {
	struct lookup lookup;
	const char *typed, *named, *code, *asked, *proof;
	int64_t wait_seconds;
	enum err err;
};

static struct asking asking_of(struct giving *giving, const char *typed, const char *named)
{
	return (struct asking){ .lookup = { giving->db, &giving->arena, giving->keyring, "10.0.0.1", giving_noon() }, .typed = typed,
				.named = named };
}

/* As the page does: a miss and a limit are answers, and commit. */
static enum err answered(struct asking *asking)
{
	return asking->err == E_DENIED || (asking->err == E_BUSY && asking->wait_seconds > 0) ? OK : asking->err;
}

static enum err send_work(void *context)
{
	struct asking *asking = context;
	const struct lookup_question question = { .id_number = asking->typed, .name = asking->named };

	asking->err = lookup_send_code(&asking->lookup, &question, &asking->wait_seconds, &asking->asked);
	return answered(asking);
}

static enum err enter_work(void *context)
{
	struct asking *asking = context;

	asking->err = lookup_enter_code(&asking->lookup, asking->asked, asking->code, &asking->wait_seconds, &asking->proof);
	return answered(asking);
}

static enum err slip_work(void *context)
{
	struct asking *asking = context;

	asking->err = lookup_by_slip(&asking->lookup, asking->typed, asking->named, &asking->wait_seconds, &asking->proof);
	return answered(asking);
}

static enum err run(struct asking *asking, enum err (*work)(void *context))
{
	assert_int_equal(db_transaction_committed(asking->lookup.db, work, NULL, asking, NULL), OK);
	return asking->err;
}

static enum delivery take_code(void *context, struct arena *arena, const struct delivered_message *message, const char **detail)
{
	(void)arena, (void)detail;
	assert_string_equal(message->to, telephone);
	snprintf(context, 16, "%s", message->values[0].value);
	return DELIVERY_SENT;
}

/* What arrived last; "" nothing. */
static const char *arrived(struct giving *giving)
{
	char *code = arena_alloc(&giving->arena, 16);
	bool found = true;

	code[0] = '\0';
	while (found)
		assert_int_equal(outbox_deliver(giving->db, &giving->arena, giving->keyring, take_code, code, giving_noon(), &found), OK);
	return code;
}

static void the_code_goes_to_the_telephone_on_file_and_opens(void **state)
{
	struct giving *giving = *state;
	struct asking asking = asking_of(giving, number, name);
	struct lookup_child child;

	put_on_register(giving, telephone);
	award_at(giving, STUDENT, AWARD_VERIFIED, giving_noon());
	assert_int_equal(run(&asking, send_work), OK);
	asking.code = arrived(giving);
	assert_int_equal(strlen(asking.code), 6);
	assert_int_equal(run(&asking, enter_work), OK);
	assert_int_equal(lookup_find(giving->db, &giving->arena, giving->keyring, asking.proof, date_at(giving_noon()), &child), OK);
	assert_string_equal(child.name, "\xE5\xBC\xA0**");
	assert_int_equal(child.awards.count, 1);
	assert_int_equal(((const struct lookup_award *)child.awards.row)->noticed, STEP_NOW);
	assert_int_equal(run(&asking, enter_work), E_DENIED);	/* used */
}

static void a_miss_looks_like_a_hit_and_sends_nothing(void **state)
{
	static const struct { const char *typed, *named, *on_file; } kinds[] = {
		{ "371399201903010030", name, telephone }, { number, "\xE6\x9D\x8E\xE5\x9B\x9B", telephone }, { number, name, "05398012345" } };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct asking asking = asking_of(giving, kinds[i].typed, kinds[i].named);

		put_on_register(giving, kinds[i].on_file);
		assert_int_equal(run(&asking, send_work), OK);
		assert_int_equal(strlen(asking.asked), strlen(pairing_student_code(STUDENT)));
		assert_int_equal(strlen(arrived(giving)), 0);
		asking.code = "123456";
		assert_int_equal(run(&asking, enter_work), E_DENIED);
		assert_null(asking.proof);
	}
}

static void a_slip_shows_its_own_award(void **state)
{
	struct giving *giving = *state;
	struct asking asking = asking_of(giving, NULL, name);
	struct lookup_child child;

	put_on_register(giving, telephone);
	asking.typed = award_at(giving, STUDENT, AWARD_PAID, giving_noon());
	assert_int_equal(run(&asking, slip_work), OK);
	assert_int_equal(lookup_find(giving->db, &giving->arena, giving->keyring, asking.proof, date_at(giving_noon()), &child), OK);
	assert_true(child.by_slip);
	assert_true(lookup_shows(&child, asking.typed));
	assert_true(((const struct lookup_award *)child.awards.row)->may_confirm);
	giving_sql(giving, "UPDATE student SET left_on = '2026-01-01' WHERE id = 1");
	assert_int_equal(lookup_find(giving->db, &giving->arena, giving->keyring, asking.proof, date_at(giving_noon()), &child), E_DENIED);
	assert_int_equal(run(&asking, slip_work), E_DENIED);
	assert_int_equal(lookup_find(giving->db, &giving->arena, giving->keyring, "Xnothing", date_at(giving_noon()), &child), E_DENIED);
}

static void limits_are_of_what_was_typed_and_who_typed(void **state)
{
	struct giving *giving = *state;
	struct asking asking = asking_of(giving, "K7QF2M9X3", name);

	for (int i = 0; i < lookup_misses_per_slip; i++)
		assert_int_equal(run(&asking, slip_work), E_DENIED);
	assert_int_equal(run(&asking, slip_work), E_BUSY);
	assert_true(asking.wait_seconds > 0);
	asking.lookup.address = "10.0.0.2";
	assert_int_equal(run(&asking, slip_work), E_BUSY);
	asking.typed = "BENCH0016";
	assert_int_equal(run(&asking, slip_work), E_DENIED);
	giving_sql(giving, "UPDATE attempt SET failures = 3000 WHERE kind = 'lookup.all'");
	assert_int_equal(run(&asking, slip_work), E_BUSY);
}

static int clean(void **state)
{
	giving_sql(*state, "DELETE FROM attempt");
	giving_sql(*state, "DELETE FROM telephone_code");
	return award_clean(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_code_goes_to_the_telephone_on_file_and_opens, clean),
		cmocka_unit_test_setup(a_miss_looks_like_a_hit_and_sends_nothing, clean),
		cmocka_unit_test_setup(a_slip_shows_its_own_award, clean),
		cmocka_unit_test_setup(limits_are_of_what_was_typed_and_who_typed, clean),
	};

	return cmocka_run_group_tests_name("lookup", tests, award_start, pairing_stop);
}
