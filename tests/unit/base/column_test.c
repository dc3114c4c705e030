#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/column.h"

enum wool { WOOL_THIN, WOOL_THICK };

struct coat {
	int64_t id;
	const char *title;
	struct money price;
	struct date made;
	struct timestamp seen;
	struct bytes seal;
	bool warm;
	enum wool wool;
};

static const char *const wool_names[] = { "thin", "thick", NULL };

static const struct shape coat_shape = SHAPE(coat,
	COLUMN(coat, id), COLUMN(coat, title), COLUMN(coat, price), COLUMN(coat, made),
	COLUMN(coat, seen, .nullable = true), COLUMN(coat, seal), COLUMN(coat, warm), COLUMN(coat, wool, .names = wool_names));

static void types_are_taken_from_the_fields(void **state)
{
	static const enum column_type types[] = { COLUMN_INT64, COLUMN_TEXT, COLUMN_MONEY, COLUMN_DATE,
						  COLUMN_TIMESTAMP, COLUMN_BYTES, COLUMN_BOOL, COLUMN_UINT32 };

	(void)state;
	assert_string_equal(coat_shape.name, "coat");
	assert_int_equal(coat_shape.size, sizeof(struct coat));
	assert_int_equal(coat_shape.count, sizeof types / sizeof types[0]);
	for (size_t i = 0; i < coat_shape.count; i++)
		assert_int_equal(coat_shape.columns[i].type, types[i]);
}

static void columns_are_found_by_their_whole_name(void **state)
{
	(void)state;
	assert_ptr_equal(shape_find(&coat_shape, "seen"), &coat_shape.columns[4]);
	assert_true(shape_find(&coat_shape, "seen")->nullable);
	assert_null(shape_find(&coat_shape, "see"));
	assert_null(shape_find(&coat_shape, "seen "));
	assert_null(shape_find(&coat_shape, ""));
}

static void a_column_leads_to_its_field(void **state)
{
	const struct coat coat = { .title = "down" };

	(void)state;
	assert_ptr_equal(column_at(shape_find(&coat_shape, "title"), &coat), &coat.title);
}

static void names_of_an_enumeration_give_its_values(void **state)
{
	(void)state;
	assert_int_equal(column_name_index(wool_names, "thin"), WOOL_THIN);
	assert_int_equal(column_name_index(wool_names, "thick"), WOOL_THICK);
	assert_int_equal(column_name_index(wool_names, "Thick"), -1);
	assert_int_equal(column_name_index(wool_names, ""), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_are_taken_from_the_fields),
		cmocka_unit_test(columns_are_found_by_their_whole_name),
		cmocka_unit_test(a_column_leads_to_its_field),
		cmocka_unit_test(names_of_an_enumeration_give_its_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
