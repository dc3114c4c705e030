#include "domain/aid/rule_try.h"

#include <string.h>

#include "domain/aid/aid_student.h"
#include "domain/aid/award_parts.h"
#include "domain/office/audit.h"

const char *const trial_change_names[] = { "same", "gained", "lost", "more", "less", "other", NULL };

const struct shape trial_shape = SHAPE(trial,
	COLUMN(trial, name), COLUMN(trial, before, .names = truth_names), COLUMN(trial, after, .names = truth_names),
	COLUMN(trial, before_amount), COLUMN(trial, after_amount), COLUMN(trial, before_per, .names = amount_per_names),
	COLUMN(trial, after_per, .names = amount_per_names), COLUMN(trial, change, .names = trial_change_names),
	COLUMN(trial, reason, .nullable = true), COLUMN(trial, reason_en, .nullable = true));

const struct shape trial_counts_shape = SHAPE(trial_counts,
	COLUMN(trial_counts, students), COLUMN(trial_counts, entitled_before), COLUMN(trial_counts, entitled_after),
	COLUMN(trial_counts, same), COLUMN(trial_counts, gained), COLUMN(trial_counts, lost), COLUMN(trial_counts, more),
	COLUMN(trial_counts, less), COLUMN(trial_counts, other));

const struct shape family_case_shape = SHAPE(family_case,
	COLUMN(family_case, id), COLUMN(family_case, name), COLUMN(family_case, facts), COLUMN(family_case, added_by, .nullable = true));

static const struct statement all_cases = {
	.sql = "SELECT c.id, c.name, c.facts, a.login AS added_by FROM aid_case c LEFT JOIN account a ON a.id = c.added_by ORDER BY c.name LIMIT 200",
	.params = "", .row = &family_case_shape };

static const struct statement one_case = {
	.sql = "SELECT c.id, c.name, c.facts, a.login AS added_by FROM aid_case c LEFT JOIN account a ON a.id = c.added_by WHERE c.id = ?",
	.params = "i", .row = &family_case_shape };

static const struct statement count_cases = { .sql = "SELECT COUNT(*) AS n FROM aid_case", .params = "", .row = &db_number };

static const struct statement add_case = {
	.sql = "INSERT INTO aid_case (name, facts, added_at, added_by) VALUES (?, ?, ?, ?)", .params = "ssti" };

static const struct statement drop_case = { .sql = "DELETE FROM aid_case WHERE id = ?", .params = "i" };

const struct statement *const rule_try_statements[] = { &all_cases, &one_case, &count_cases, &add_case, &drop_case, NULL };

static enum trial_change change_of(const struct trial *trial)
{
	if ((trial->before == TRUTH_YES) != (trial->after == TRUTH_YES) && trial->before != TRUTH_UNKNOWN && trial->after != TRUTH_UNKNOWN)
		return trial->after == TRUTH_YES ? TRIAL_GAINED : TRIAL_LOST;
	if (trial->before != trial->after || trial->before_per != trial->after_per)
		return TRIAL_OTHER;
	if (trial->before_amount.fen == trial->after_amount.fen)
		return TRIAL_SAME;
	return trial->after_amount.fen > trial->before_amount.fen ? TRIAL_MORE : TRIAL_LESS;
}

void rule_try(const struct rule *before, const struct rule *after, const struct facts *facts, struct trial *out)
{
	struct verdict old = { .truth = TRUTH_NO }, new;

	if (before != NULL)
		rule_evaluate(before, facts, &old);
	rule_evaluate(after, facts, &new);
	out->before = old.truth;
	out->after = new.truth;
	out->before_amount = old.tier != NULL ? old.tier->amount : (struct money){ 0 };
	out->after_amount = new.tier != NULL ? new.tier->amount : (struct money){ 0 };
	out->before_per = old.tier != NULL ? old.tier->per : PER_YEAR;
	out->after_per = new.tier != NULL ? new.tier->per : PER_YEAR;
	out->change = change_of(out);
	out->reason = new.truth == TRUTH_NO && new.failed != NULL ? new.failed->reason : NULL;
	out->reason_en = new.truth == TRUTH_NO && new.failed != NULL ? new.failed->reason_en : NULL;
}

enum err rule_try_families(struct db *db, struct arena *arena, const struct rule *before, const struct rule *after, struct rows *out)
{
	const struct family_case *families;
	struct trial *trials;
	struct rows rows;

	TRY(db_all(db, arena, &all_cases, &rows));
	families = rows.row;
	trials = ARENA_ARRAY(arena, struct trial, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		struct facts facts;

		if (award_facts_parse(arena, families[i].facts, &facts) != OK)
			return E_INTERNAL;
		fact_imply(&facts);
		trials[i].name = families[i].name;
		rule_try(before, after, &facts, &trials[i]);
	}
	*out = (struct rows){ trials, rows.count };
	return OK;
}

static void count(struct trial_counts *counts, const struct trial *trial)
{
	int64_t *const of[trial_changes] = { &counts->same, &counts->gained, &counts->lost, &counts->more, &counts->less, &counts->other };

	counts->students++;
	counts->entitled_before += trial->before == TRUTH_YES;
	counts->entitled_after += trial->after == TRUTH_YES;
	(*of[trial->change])++;
}

enum err rule_try_register(struct db *db, const char *scope, struct date day, const struct rule *before, const struct rule *after,
			   struct trial_counts *out)
{
	struct aid_student_search search = { .scope = scope, .rows = 500, .day = day };
	struct trial_counts counts = { 0 };
	struct arena page;
	bool more = true;
	enum err err = OK;

	arena_init(&page, 0);
	while (more && err == OK) {
		struct rows rows = { 0 };
		const struct aid_student *students;

		err = aid_student_page(db, &page, &search, &rows, &more);
		students = rows.row;
		for (size_t i = 0; i < rows.count && err == OK; i++) {
			struct facts facts = students[i].facts;
			struct trial trial = { 0 };

			fact_imply(&facts);
			rule_try(before, after, &facts, &trial);
			count(&counts, &trial);
			search.after_id = students[i].id;
		}
		arena_reset(&page);
	}
	arena_free(&page);
	TRY(err);
	*out = counts;
	return OK;
}

enum err family_case_list(struct db *db, struct arena *arena, struct rows *out)
{
	return db_all(db, arena, &all_cases, out);
}

static enum err trail(struct db *db, struct arena *arena, const struct actor *actor, const struct family_case *before,
		      const struct family_case *after, struct timestamp now)
{
	return audit_write(db, arena, actor, &(struct audit_event){
		.action = "programme_edit", .subject = arena_print(arena, "aid_case:%lld", (long long)(before->id != 0 ? before->id : after->id)),
		.detail = difference_json(arena, &family_case_shape, before, after, NULL) }, now);
}

enum err family_case_add(struct db *db, struct arena *arena, const struct actor *actor, const char *name, const struct facts *facts,
			 struct timestamp now)
{
	const struct family_case nothing = { .name = "", .facts = "" };
	struct family_case family = { .name = name, .facts = award_facts_text(arena, facts) };
	int64_t there;

	TRY(db_one(db, arena, &count_cases, &there));
	if (there >= family_cases_most)
		return E_CONFLICT;
	TRY(db_run(db, &add_case, NULL, family.name, family.facts, now, actor->account_id));
	family.id = db_last_id(db);
	return trail(db, arena, actor, &nothing, &family, now);
}

enum err family_case_drop(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct timestamp now)
{
	const struct family_case nothing = { .name = "", .facts = "" };
	struct family_case family;

	TRY(db_one(db, arena, &one_case, &family, id));
	TRY(db_run(db, &drop_case, NULL, id));
	return trail(db, arena, actor, &family, &nothing, now);
}
