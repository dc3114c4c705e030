#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/form.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

struct wish {
	struct money amount;
	const char *name;
	const char *homepage;
	bool agreed;
};

static const struct field wish_fields[] = {
	FIELD(wish, amount, .kind = FIELD_MONEY, .required = true, .min = 100, .max = 100000000),
	FIELD(wish, name, .kind = FIELD_NAME, .required = true, .min_chars = 2, .max_chars = 50),
	FIELD(wish, homepage, .kind = FIELD_TRAP),
	FIELD(wish, agreed, .kind = FIELD_CHECK),
	{ .kind = FIELD_NONE }
};

static struct wish wish;
static struct form *form;
static bool mistyped;
static const char *culprit;

static enum err check(const struct parameter *pairs, size_t count)
{
	wish = (struct wish){ .name = NULL };
	form = NULL;
	culprit = NULL;
	return form_check(&arena, wish_fields, pairs, count, &wish, &form, &mistyped, &culprit);
}

#define CHECK(...)                                                                                                 \
	check((const struct parameter[]){ __VA_ARGS__ }, sizeof((const struct parameter[]){ __VA_ARGS__ }) / sizeof(struct parameter))

static void a_form_without_fault_fills_the_struct(void **state)
{
	(void)state;
	assert_int_equal(OK, CHECK({ "name", " Li Na " }, { "amount", "100" }, { "homepage", "" }, { "agreed", "1" }));
	assert_false(mistyped);
	assert_int_equal(10000, wish.amount.fen);
	assert_string_equal("Li Na", wish.name);
	assert_true(wish.agreed);
	assert_false(form->trapped);
}

static void every_wrong_field_is_named_at_once_and_what_was_typed_is_kept(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, CHECK({ "amount", " 0.001 " }, { "name", "<b>" }));
	assert_true(mistyped);
	assert_int_equal(4, form->count);
	assert_string_equal("amount", form->states[0].name);
	assert_int_equal(FIELD_NOT_A_NUMBER, form->states[0].fault);
	assert_string_equal(" 0.001 ", form->states[0].typed);
	assert_true(form->states[0].wrong);
	assert_int_equal(FIELD_BAD_CHARACTER, form->states[1].fault);
	assert_string_equal("<b>", form->states[1].typed);
	assert_false(form->states[2].wrong);
}

static void an_empty_body_is_a_form_with_its_required_fields_wrong(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, check(NULL, 0));
	assert_true(mistyped);
	assert_int_equal(FIELD_REQUIRED, form->states[0].fault);
	assert_int_equal(FIELD_REQUIRED, form->states[1].fault);
	assert_int_equal(FIELD_FINE, form->states[3].fault);
}

static void fields_that_are_fine_are_filled_beside_wrong_ones(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, CHECK({ "amount", "5" }, { "name", "" }));
	assert_int_equal(500, wish.amount.fen);
}

static void a_field_sent_twice_refuses_the_body(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, CHECK({ "amount", "1" }, { "name", "ab" }, { "amount", "1" }));
	assert_false(mistyped);
	assert_string_equal("amount", culprit);
	assert_null(form);
}

static void a_field_nobody_declared_refuses_the_body(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, CHECK({ "amount", "1" }, { "name", "ab" }, { "role", "admin" }));
	assert_false(mistyped);
	assert_string_equal("role", culprit);
}

static void a_check_with_a_value_of_its_own_refuses_the_body(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, CHECK({ "amount", "1" }, { "name", "ab" }, { "agreed", "2" }));
	assert_false(mistyped);
	assert_string_equal("agreed", culprit);
}

static void a_filled_trap_is_told_and_no_fault(void **state)
{
	(void)state;
	assert_int_equal(OK, CHECK({ "amount", "1" }, { "name", "ab" }, { "homepage", "http://spam" }));
	assert_true(form->trapped);
}

static void a_new_form_knows_its_limits(void **state)
{
	(void)state;
	form = form_new(&arena, wish_fields);
	assert_int_equal(4, form->count);
	assert_int_equal(100, form->states[0].min.fen);
	assert_int_equal(100000000, form->states[0].max.fen);
	assert_int_equal(2, form->states[1].min_chars);
	assert_int_equal(50, form->states[1].max_chars);
	assert_int_equal(200, form->states[2].max_chars);
	assert_string_equal("", form->states[0].typed);
	assert_false(form->states[0].wrong);
}

static void a_preset_stands_as_if_typed(void **state)
{
	(void)state;
	form = form_new(&arena, wish_fields);
	form_prefill(form, "amount", "100");
	assert_string_equal("100", form->states[0].typed);
}

static void the_domain_may_refuse_a_field(void **state)
{
	(void)state;
	assert_int_equal(OK, CHECK({ "amount", "100" }, { "name", "ab" }));
	form_refuse(form, "amount", "above_limit");
	assert_int_equal(FIELD_REFUSED, form->states[0].fault);
	assert_true(form->states[0].wrong);
	assert_string_equal("above_limit", form->states[0].reason);
	assert_string_equal("100", form->states[0].typed);
}

static void the_view_finds_a_fault_by_its_name(void **state)
{
	const struct column *fault = shape_find(&field_state_shape, "fault");

	(void)state;
	assert_non_null(fault);
	assert_string_equal("too_small", fault->names[FIELD_TOO_SMALL]);
	assert_string_equal("refused", fault->names[FIELD_REFUSED]);
	assert_null(fault->names[FIELD_REFUSED + 1]);
	assert_true(shape_find(&field_state_shape, "reason")->nullable);
}

/* A page of several forms shows them all; one of them came back, mistyped. */
static void what_came_back_is_taken_over_and_the_rest_stays(void **state)
{
	static const struct field page_fields[] = {
		FIELD(wish, name, .kind = FIELD_NAME), FIELD(wish, amount, .kind = FIELD_MONEY), { .kind = FIELD_NONE } };
	static const struct parameter pairs[] = { { "amount", "0.50" }, { "name", "" } };
	struct form *page = form_new(&arena, page_fields);

	(void)state;
	form_prefill(page, "amount", "7");
	form_take_over(page, NULL);
	assert_string_equal(form_typed(page, "amount"), "7");
	assert_int_equal(check(pairs, 2), E_INVALID);
	form_take_over(page, form);
	assert_string_equal(form_typed(page, "amount"), "0.50");
	assert_true(page->states[1].wrong);
	assert_string_equal(form_typed(page, "homepage"), "");
	assert_string_equal(form_typed(NULL, "amount"), "");
}

static void sound_declarations_have_no_fault(void **state)
{
	(void)state;
	for (const struct field *field = wish_fields; field->column.name != NULL; field++)
		assert_null(field_declaration_fault(field));
}

static void unsound_declarations_are_told(void **state)
{
	static const char *const names[] = { "a", NULL };
	const struct field fields[] = {
		FIELD(wish, name),
		FIELD(wish, name, .kind = FIELD_MONEY),
		FIELD(wish, amount, .kind = FIELD_TEXT),
		FIELD(wish, amount, .kind = FIELD_MONEY, .min = 5, .max = 4),
		FIELD(wish, amount, .kind = FIELD_MONEY, .min = -5, .max = 4),
		FIELD(wish, amount, .kind = FIELD_MONEY, .max = money_max_fen + 1),
		FIELD(wish, name, .kind = FIELD_TEXT, .min_chars = 5, .max_chars = 4),
		FIELD(wish, name, .kind = FIELD_TEXT, .min_chars = 201),
		FIELD(wish, name, .kind = FIELD_TEXT, .max = 20),
		FIELD(wish, name, .kind = FIELD_DIGITS),
		{ .column = { .name = "size", .type = COLUMN_UINT32 }, .kind = FIELD_CHOICE },
		{ .column = { .name = "size", .type = COLUMN_UINT32, .names = names }, .kind = FIELD_INTEGER },
		{ .column = COLUMN(wish, name), .kind = (enum field_kind)99 },
	};

	(void)state;
	for EACH(i, fields)
		assert_non_null(field_declaration_fault(&fields[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_form_without_fault_fills_the_struct, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_wrong_field_is_named_at_once_and_what_was_typed_is_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_empty_body_is_a_form_with_its_required_fields_wrong, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fields_that_are_fine_are_filled_beside_wrong_ones, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_field_sent_twice_refuses_the_body, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_field_nobody_declared_refuses_the_body, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_check_with_a_value_of_its_own_refuses_the_body, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_filled_trap_is_told_and_no_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_new_form_knows_its_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_preset_stands_as_if_typed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_domain_may_refuse_a_field, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_view_finds_a_fault_by_its_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_came_back_is_taken_over_and_the_rest_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sound_declarations_have_no_fault, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unsound_declarations_are_told, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
