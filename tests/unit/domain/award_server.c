#include "award_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const programmes[] = {
	"INSERT INTO programme (id, code, kind, given_by, title, title_en, how_to_ask, how_to_ask_en, campaign_id, quota, selection, position, "
	"created_at) VALUES (901, 'test_living', 'subsidy', 'nation', 'living', 'living', 'ask', 'ask', NULL, NULL, NULL, 1, '2026-01-01'), "
	"(902, 'test_top_up', 'top_up', 'charity', 'top-up', 'top-up', 'ask', 'ask', 1, 3, 'hardship', 2, '2026-01-01'), "
	"(903, 'test_draft', 'subsidy', 'city', 'draft', 'draft', 'ask', 'ask', NULL, NULL, NULL, 3, '2026-01-01')",
	"INSERT INTO aid_rule_version (id, programme_id, version, valid_from, law_ref, source, drafted_at) VALUES "
	"(901, 901, 1, '2026-01-01', 'law', 'test', '2026-01-01'), (902, 902, 1, '2026-01-01', 'law', 'test', '2026-01-01'), "
	"(903, 903, 1, '2026-01-01', 'law', 'test', '2026-01-01')",
	"INSERT INTO aid_tier (version_id, tier, amount_fen, per) VALUES (901, 1, 100001, 'year'), (901, 2, 50000, 'year'), "
	"(902, 1, 20000, 'once'), (903, 1, 20000, 'once')",
	"INSERT INTO aid_clause (version_id, tier, group_number, position, field, op, value, reason, reason_en) VALUES "
	"(901, 0, 0, 1, 'stage', 'in', 'primary,junior', 'stage', 'stage'), "
	"(901, 0, 0, 2, 'registered_poor', 'is', 'yes', 'poor', 'poor'), (901, 1, 0, 1, 'boarding', 'is', 'yes', 'boards', 'boards'), "
	"(902, 0, 0, 1, 'stage', 'is', 'primary', 'stage', 'stage'), (903, 0, 0, 1, 'stage', 'is', 'primary', 'stage', 'stage')",
	"UPDATE aid_rule_version SET submitted_at = '2026-01-01', published_at = '2026-01-01' WHERE id IN (901, 902)", NULL };

int award_start(void **state)
{
	if (pairing_start(state) != 0)
		return -1;
	for (const char *const *sql = programmes; *sql != NULL; sql++)
		giving_sql(*state, *sql);
	return 0;
}

int award_clean(void **state)
{
	static const char *const emptied[] = { "DELETE FROM award_objection", "DELETE FROM award", "DELETE FROM award_notice",
					       "DELETE FROM aid_fact", NULL };

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(*state, *sql);
	if (pairing_clean(state) != 0)
		return -1;
	giving_sql(*state, "INSERT INTO aid_fact (student_id, field, value, stated_at) SELECT id, 'boarding', IF(id = 7, 'no', 'yes'), "
			   "'2026-01-01' FROM student WHERE id <> 8");
	return 0;
}

enum err award_run(struct award_step *step, enum err (*work)(void *step))
{
	step->word = AWARD_FINE;
	return db_transaction_committed(step->giving->db, work, NULL, step, NULL);
}

static enum err compute(void *context)
{
	struct award_step *step = context;
	static const struct award_order order = { .programme_id = LIVING, .period = AWARD_PERIOD, .scope = "/1/" };
	struct award_slice slice;

	return award_compute_slice(step->giving->db, &step->giving->arena, step->giving->keyring, &city_officer, &order,
				   *(const int64_t *)step->with - 1, 1, step->now, &slice);
}

static enum err agree(void *context)
{
	struct award_step *step = context;

	return award_agree(step->giving->db, &step->giving->arena, &school_clerk, step->code, step->now, &step->word);
}

static enum err verify(void *context)
{
	struct award_step *step = context;

	return award_verify(step->giving->db, &step->giving->arena, &school_clerk, step->code, step->now, &step->word);
}

static enum err post(void *context)
{
	struct award_step *step = context;
	const struct award_notice_wish wish = { .group = { SCHOOL_UNIT, LIVING, AWARD_PERIOD }, .posted_on = date_at(step->now), .days = 7 };
	const char *sheet;

	return award_notice_post(step->giving->db, &step->giving->arena, &school_clerk, &wish, step->now, &sheet, &step->word);
}

static enum err approve(void *context)
{
	struct award_step *step = context;

	return award_approve(step->giving->db, &step->giving->arena, &county_officer, step->code, award_after_objections(step->now),
			     &step->word);
}

static enum err confirm(void *context)
{
	struct award_step *step = context;

	return award_confirm(step->giving->db, &step->giving->arena, step->code, award_after_objections(step->now), &step->word);
}

static enum err refuse(void *context)
{
	struct award_step *step = context;

	return award_refuse(step->giving->db, &step->giving->arena, &school_clerk, step->code, REFUSED_NOT_WANTED, "no", step->now,
			    &step->word);
}

static void take(struct award_step *step, enum err (*work)(void *step))
{
	const enum err err = award_run(step, work);

	if (err != OK)
		fail_msg("%s %s %s", err_name(err), award_word_names[step->word], step->giving->fault.text);
}

struct coded {
	const char *code;
};
static const struct shape coded_shape = SHAPE(coded, COLUMN(coded, code));
static const struct statement code_of = {
	.sql = "SELECT code FROM award WHERE student_id = ? AND programme_id = 901", .params = "i", .row = &coded_shape };
static const struct statement sheet_of = {
	.sql = "SELECT n.code FROM award a JOIN award_notice n ON n.id = a.notice_id WHERE a.code = ?", .params = "s", .row = &coded_shape };
static const struct statement state_of = {
	.sql = "SELECT CAST(state + 0 AS SIGNED) - 1 AS n FROM award WHERE code = ?", .params = "s", .row = &db_number };

struct timestamp award_after_objections(struct timestamp now)
{
	return later(now, 7 * 24 * 3600);
}

const char *award_at(struct giving *giving, int64_t student_id, enum award_state state, struct timestamp now)
{
	struct award_step step = { .giving = giving, .now = now, .with = &student_id };
	struct coded award;

	take(&step, compute);
	if (db_one(giving->db, &giving->arena, &code_of, &award, student_id) != OK)
		fail_msg("no award: %s", giving->fault.text);
	step.code = award.code;
	if (state == AWARD_REFUSED)
		take(&step, refuse);
	if (state == AWARD_REFUSED || state == AWARD_COMPUTED)
		return step.code;
	take(&step, agree);
	if (state >= AWARD_VERIFIED)
		take(&step, verify);
	if (state >= AWARD_NOTICED)
		take(&step, post);
	if (state >= AWARD_APPROVED)
		take(&step, approve);
	if (state >= AWARD_PAID)
		giving_sql(giving, arena_print(&giving->arena, "UPDATE award SET paid_on = '2026-06-30', paid_fen = amount_fen WHERE code = '%s'",
					       step.code));
	if (state >= AWARD_CONFIRMED)
		take(&step, confirm);
	return step.code;
}

const char *award_sheet(struct giving *giving, const char *code)
{
	struct coded sheet;

	if (db_one(giving->db, &giving->arena, &sheet_of, &sheet, code) != OK)
		fail_msg("no sheet: %s", giving->fault.text);
	return sheet.code;
}

enum award_state award_state_now(struct giving *giving, const char *code)
{
	int64_t state;

	if (db_one(giving->db, &giving->arena, &state_of, &state, code) != OK)
		fail_msg("no award: %s", giving->fault.text);
	return (enum award_state)state;
}
