/* The org tree: who stands where, since when, and what moves along. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/invariant.h"
#include "domain/office/unit.h"
#include "staff_server.h"

struct act {
	struct giving *giving;
	struct actor actor;
	struct unit_wish wish;
	int64_t id, parent_id;
	const char *name;
	struct date day;
	struct unit_refusal refusal;
};

static struct date day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

static struct date today(void)
{
	return date_at(giving_noon());
}

static enum err create(void *context)
{
	struct act *act = context;

	return unit_create(act->giving->db, &act->giving->arena, &act->actor, &act->wish, giving_noon(), &act->id, &act->refusal);
}

static enum err rename_it(void *context)
{
	struct act *act = context;

	return unit_rename(act->giving->db, &act->giving->arena, &act->actor, act->id, act->name, act->day, giving_noon(),
			   &act->refusal);
}

static enum err move(void *context)
{
	struct act *act = context;

	return unit_move(act->giving->db, &act->giving->arena, &act->actor, act->id, act->parent_id, act->day, giving_noon(),
			 &act->refusal);
}

static enum err end(void *context)
{
	struct act *act = context;

	return unit_end(act->giving->db, &act->giving->arena, &act->actor, act->id, act->day, giving_noon(), &act->refusal);
}

static struct act act_as(struct giving *giving, enum office_role role, int64_t unit_id)
{
	struct act act = { .giving = giving, .day = today() };

	staff_account(giving, "li", role, unit_id);
	act.actor = staff_actor(giving, "li");
	return act;
}

static void assert_refused(struct act *act, enum err (*work)(void *context), const char *field, const char *reason)
{
	act->refusal = (struct unit_refusal){ "", "" };
	assert_int_equal(staff_transaction(act->giving, work, act), E_INVALID);
	assert_string_equal(act->refusal.field, field);
	assert_string_equal(act->refusal.reason, reason);
}

static void assert_invariants_hold(struct giving *giving)
{
	for (const struct invariant *invariant = office_invariants; invariant->name != NULL; invariant++) {
		int64_t broken;

		assert_int_equal(invariant_count(giving->db, &giving->arena, invariant, &broken), OK);
		if (broken != 0)
			fail_msg("broken: %s", invariant->name);
	}
}

static struct unit unit_of(struct giving *giving, int64_t id)
{
	struct unit unit;

	assert_int_equal(unit_find(giving->db, &giving->arena, NULL, id, &unit), OK);
	return unit;
}

static void a_new_unit_stands_below_its_parent(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_COUNTY, COUNTY_UNIT);
	struct unit unit;

	act.wish = (struct unit_wish){ .kind = UNIT_SCHOOL, .code = "", .name = "new school", .parent_id = TOWNSHIP_UNIT,
				       .valid_from = day_of(2024, 9, 1) };
	assert_int_equal(staff_transaction(giving, create, &act), OK);
	unit = unit_of(giving, act.id);
	assert_string_equal(unit.path, arena_print(&giving->arena, "/1/2/4/%lld/", (long long)act.id));
	assert_string_equal(unit.parent_name, "township");
	assert_null(unit.code);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'unit_create' AND actor = 'li'"), 1);
	assert_invariants_hold(giving);
}

static void another_countys_unit_is_not_there(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_COUNTY, COUNTY_UNIT);
	struct unit_search search = { .scope = "/1/2/", .parent_id = OTHER_COUNTY_UNIT, .words = "", .rows = 10 };
	struct unit unit;
	struct rows rows;
	bool more;

	assert_int_equal(unit_find(giving->db, &giving->arena, act.actor.unit_path, OTHER_TOWNSHIP_UNIT, &unit), E_NOT_FOUND);
	assert_int_equal(unit_find(giving->db, &giving->arena, "", TOWNSHIP_UNIT, &unit), E_NOT_FOUND);
	assert_int_equal(unit_list(giving->db, &giving->arena, &search, today(), &rows, &more), OK);
	assert_int_equal(rows.count, 0);
	act.id = OTHER_TOWNSHIP_UNIT;
	act.name = "taken over";
	act.parent_id = COUNTY_UNIT;
	assert_int_equal(staff_transaction(giving, rename_it, &act), E_NOT_FOUND);
	assert_int_equal(staff_transaction(giving, move, &act), E_NOT_FOUND);
	assert_int_equal(staff_transaction(giving, end, &act), E_NOT_FOUND);
	act.id = TOWNSHIP_UNIT;
	act.parent_id = OTHER_COUNTY_UNIT;
	assert_refused(&act, move, "parent_id", "wrong_parent");
	act.wish = (struct unit_wish){ .kind = UNIT_SCHOOL, .name = "x", .parent_id = OTHER_TOWNSHIP_UNIT, .valid_from = today() };
	assert_refused(&act, create, "parent_id", "wrong_parent");
}

/* The page offers no form for it; whoever writes the POST by hand is refused as well. */
static void ones_own_unit_is_changed_by_the_level_above(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_COUNTY, COUNTY_UNIT);

	act.id = COUNTY_UNIT;
	act.name = "greater county";
	assert_int_equal(staff_transaction(giving, rename_it, &act), E_DENIED);
	giving_sql(giving, "UPDATE unit SET valid_to = '2025-01-01' WHERE path LIKE '/1/2/_%'");
	assert_int_equal(staff_transaction(giving, end, &act), E_DENIED);
	assert_true(date_is_none(unit_of(giving, COUNTY_UNIT).valid_to));
}

static void a_new_unit_is_refused_with_the_reason(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_CITY, CITY_UNIT);
	static const struct {
		struct unit_wish wish;
		const char *field, *reason;
	} bad[] = {
		{ { .kind = UNIT_TOWNSHIP, .name = "x", .parent_id = CITY_UNIT }, "parent_id", "wrong_parent" },
		{ { .kind = UNIT_COUNTY, .name = "x", .parent_id = SCHOOL_UNIT }, "parent_id", "wrong_parent" },
		{ { .kind = UNIT_CITY, .name = "x", .parent_id = CITY_UNIT }, "parent_id", "wrong_parent" },
		{ { .kind = UNIT_CITY, .name = "x" }, "parent_id", "wrong_parent" },
		{ { .kind = UNIT_COUNTY, .name = "x", .parent_id = 99 }, "parent_id", "wrong_parent" },
		{ { .kind = UNIT_COUNTY, .name = "x", .parent_id = CITY_UNIT, .code = "371302" }, "code", "code_taken" },
		{ { .kind = UNIT_COUNTY, .name = "x", .parent_id = CITY_UNIT, .code = "37 13" }, "code", "bad_code" },
		{ { .kind = UNIT_CHARITY, .name = "x", .parent_id = CITY_UNIT }, "charity_id", "needs_charity" },
		{ { .kind = UNIT_DEPARTMENT, .name = "x", .parent_id = CITY_UNIT, .charity_id = 1 }, "charity_id", "needs_charity" },
		{ { .kind = UNIT_CHARITY, .name = "x", .parent_id = CITY_UNIT, .charity_id = 1 }, "charity_id", "code_taken" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		act.wish = bad[i].wish;
		act.wish.valid_from = today();
		assert_refused(&act, create, bad[i].field, bad[i].reason);
	}
	act.wish = (struct unit_wish){ .kind = UNIT_COUNTY, .name = "x", .parent_id = CITY_UNIT, .valid_from = day_of(2019, 12, 31) };
	assert_refused(&act, create, "valid_from", "before_parent");
}

static void a_new_name_keeps_the_old_one_in_its_history(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_COUNTY, COUNTY_UNIT);
	const struct unit_placement *placement;
	struct rows rows;

	act.id = SCHOOL_UNIT;
	act.name = "renamed school";
	act.day = day_of(2025, 3, 1);
	assert_int_equal(staff_transaction(giving, rename_it, &act), OK);
	assert_string_equal(unit_of(giving, SCHOOL_UNIT).name, "renamed school");
	assert_int_equal(unit_history(giving->db, &giving->arena, SCHOOL_UNIT, &rows), OK);
	assert_int_equal(rows.count, 2);
	placement = rows.row;
	assert_string_equal(placement[0].name, "renamed school");
	assert_true(date_is_none(placement[0].valid_to));
	assert_string_equal(placement[1].name, "school");
	assert_int_equal(placement[1].valid_to.day, day_of(2025, 3, 1).day);
	assert_refused(&act, rename_it, "name", "same");
	act.name = "earlier";
	act.day = day_of(2025, 2, 28);
	assert_refused(&act, rename_it, "valid_from", "too_early");
	act.day = (struct date){ today().day + 1 };
	assert_refused(&act, rename_it, "valid_from", "future");
	/* Of the same day: a correction. */
	act.name = "corrected school";
	act.day = day_of(2025, 3, 1);
	assert_int_equal(staff_transaction(giving, rename_it, &act), OK);
	assert_int_equal(unit_history(giving->db, &giving->arena, SCHOOL_UNIT, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_invariants_hold(giving);
}

static void a_move_takes_all_below_along_students_too_and_keeps_history(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_CITY, CITY_UNIT);
	const struct unit_placement *placement;
	struct rows rows;

	giving_sql(giving, "INSERT INTO student (code, school_id, path, birth, sex, stage, grade, hardship, row_digest, since, updated_at, "
		"id_number_sealed) SELECT CONCAT('S', id), id, path, '2016-01-01', 'male', 'primary', 3, 'other', REPEAT('x', 32), "
		"'2026-01-01', '2026-01-01', 'x' FROM unit WHERE kind = 'school'");
	giving_sql(giving, "INSERT INTO personal_request (kind, subject, unit_path, asked_at, due_on) "
			   "VALUES ('access', 'student:S5', '/1/2/4/5/', '2026-06-01', '2026-07-01')");
	act.id = TOWNSHIP_UNIT;
	act.parent_id = OTHER_COUNTY_UNIT;
	assert_int_equal(staff_transaction(giving, move, &act), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM personal_request WHERE unit_path = '/1/3/4/5/'"), 1);
	giving_sql(giving, "DELETE FROM personal_request");
	assert_string_equal(unit_of(giving, TOWNSHIP_UNIT).path, "/1/3/4/");
	assert_string_equal(unit_of(giving, SCHOOL_UNIT).path, "/1/3/4/5/");
	assert_string_equal(unit_of(giving, OTHER_SCHOOL_UNIT).path, "/1/3/7/8/");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE path = '/1/3/4/5/'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE path = '/1/3/7/8/'"), 1);
	assert_int_equal(unit_history(giving->db, &giving->arena, TOWNSHIP_UNIT, &rows), OK);
	assert_int_equal(rows.count, 2);
	placement = rows.row;
	assert_string_equal(placement[0].parent_name, "other county");
	assert_string_equal(placement[1].parent_name, "county");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'unit_move' AND "
					       "subject = 'unit:4' AND detail LIKE '%/1/2/4/%'"), 1);
	assert_invariants_hold(giving);
}

/* /1/2/ begins /1/25/ no more than /1/2 begins /1/25. */
static void a_move_leaves_alone_who_only_looks_alike(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_CITY, CITY_UNIT);

	giving_sql(giving, "INSERT INTO unit (id, kind, name, parent_id, path, valid_from) VALUES "
			   "(44, 'township', 'alike', 2, '/1/2/44/', '2020-01-01')");
	giving_sql(giving, "INSERT INTO unit_placement (unit_id, parent_id, name, valid_from) VALUES (44, 2, 'alike', '2020-01-01')");
	act.id = TOWNSHIP_UNIT;
	act.parent_id = OTHER_COUNTY_UNIT;
	assert_int_equal(staff_transaction(giving, move, &act), OK);
	assert_string_equal(unit_of(giving, 44).path, "/1/2/44/");
	assert_invariants_hold(giving);
}

static void a_unit_moves_neither_below_itself_nor_where_its_kind_does_not_belong(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_CITY, CITY_UNIT);

	act.id = COUNTY_UNIT;
	act.parent_id = TOWNSHIP_UNIT;
	assert_refused(&act, move, "parent_id", "own_descendant");
	act.parent_id = COUNTY_UNIT;
	assert_refused(&act, move, "parent_id", "own_descendant");
	act.id = TOWNSHIP_UNIT;
	act.parent_id = CITY_UNIT;
	assert_refused(&act, move, "parent_id", "wrong_parent");
	act.parent_id = COUNTY_UNIT;
	assert_refused(&act, move, "parent_id", "same");
}

static void a_unit_ends_after_those_below_it_and_changes_no_more(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, ROLE_CITY, CITY_UNIT);
	struct unit_search search = { .scope = "/1/", .parent_id = TOWNSHIP_UNIT, .words = "", .rows = 10 };
	struct rows rows;
	bool more;

	act.id = TOWNSHIP_UNIT;
	act.day = day_of(2026, 5, 31);
	assert_refused(&act, end, "last", "has_children");
	act.id = SCHOOL_UNIT;
	assert_int_equal(staff_transaction(giving, end, &act), OK);
	assert_int_equal(unit_of(giving, SCHOOL_UNIT).valid_to.day, day_of(2026, 6, 1).day);
	act.name = "too late";
	assert_int_equal(staff_transaction(giving, rename_it, &act), E_CONFLICT);
	act.id = TOWNSHIP_UNIT;
	assert_int_equal(staff_transaction(giving, end, &act), OK);
	assert_invariants_hold(giving);
	assert_int_equal(unit_list(giving->db, &giving->arena, &search, today(), &rows, &more), OK);
	assert_int_equal(rows.count, 0);
	search.ended = true;
	assert_int_equal(unit_list(giving->db, &giving->arena, &search, today(), &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	search.ended = false;
	assert_int_equal(unit_list(giving->db, &giving->arena, &search, day_of(2026, 5, 31), &rows, &more), OK);
	assert_int_equal(rows.count, 1);
}

static void units_are_listed_by_name_page_by_page(void **state)
{
	struct giving *giving = *state;
	struct unit_search search = { .scope = "/1/", .words = "", .rows = 3 };
	const struct unit *unit;
	struct rows rows;
	bool more;
	size_t seen = 0;

	do {
		assert_int_equal(unit_list(giving->db, &giving->arena, &search, today(), &rows, &more), OK);
		unit = rows.row;
		for (size_t i = 1; i < rows.count; i++)
			assert_true(strcmp(unit[i - 1].name, unit[i].name) <= 0);
		search.after_name = unit[rows.count - 1].name;
		search.after_id = unit[rows.count - 1].id;
		seen += rows.count;
	} while (more);
	assert_int_equal(seen, 8);
	search = (struct unit_search){ .scope = "/1/", .words = "other", .kind = UNIT_SCHOOL, .of_kind = true, .rows = 10 };
	assert_int_equal(unit_list(giving->db, &giving->arena, &search, today(), &rows, &more), OK);
	unit = rows.row;
	assert_int_equal(rows.count, 1);
	assert_int_equal(unit->id, OTHER_SCHOOL_UNIT);
	search.words = "o%";
	assert_int_equal(unit_list(giving->db, &giving->arena, &search, today(), &rows, &more), OK);
	assert_int_equal(rows.count, 0);
}

static void ancestors_lead_from_the_root_to_the_unit(void **state)
{
	struct giving *giving = *state;
	const struct unit *unit;
	struct rows rows;

	assert_int_equal(unit_ancestors(giving->db, &giving->arena, "/1/2/4/5/", &rows), OK);
	unit = rows.row;
	assert_int_equal(rows.count, 4);
	assert_int_equal(unit[0].id, CITY_UNIT);
	assert_int_equal(unit[1].id, COUNTY_UNIT);
	assert_int_equal(unit[2].id, TOWNSHIP_UNIT);
	assert_int_equal(unit[3].id, SCHOOL_UNIT);
	assert_int_equal(unit_ancestors(giving->db, &giving->arena, "/1/", &rows), OK);
	assert_int_equal(rows.count, 1);
}

#define TEST(name) cmocka_unit_test_setup(name, staff_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_unit_stands_below_its_parent),
		TEST(another_countys_unit_is_not_there),
		TEST(ones_own_unit_is_changed_by_the_level_above),
		TEST(a_new_unit_is_refused_with_the_reason),
		TEST(a_new_name_keeps_the_old_one_in_its_history),
		TEST(a_move_takes_all_below_along_students_too_and_keeps_history),
		TEST(a_move_leaves_alone_who_only_looks_alike),
		TEST(a_unit_moves_neither_below_itself_nor_where_its_kind_does_not_belong),
		TEST(a_unit_ends_after_those_below_it_and_changes_no_more),
		TEST(units_are_listed_by_name_page_by_page),
		TEST(ancestors_lead_from_the_root_to_the_unit),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
