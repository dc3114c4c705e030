#include "domain/aid/award.h"

#include <string.h>

#include "domain/aid/award_parts.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const char *const award_state_names[] = { "computed", "applied", "verified", "noticed", "approved", "paid", "confirmed", "refused", NULL };
const char *const award_refusal_names[] = { "not_entitled", "not_wanted", "objection", "duplicate", "quota", "left", NULL };
const char *const award_word_names[] = { "fine", "state", "same_person", "objections_run", "objection_open", "appealed_before", "too_late",
					 "not_entitled", "fact_missing", "exists", "quota_full", "nothing", NULL };

const struct shape award_shape = SHAPE(award,
	COLUMN(award, id), COLUMN(award, code), COLUMN(award, student_id), COLUMN(award, programme_id), COLUMN(award, version_id),
	COLUMN(award, decided_for), COLUMN(award, path), COLUMN(award, period), COLUMN(award, tier), COLUMN(award, amount),
	COLUMN(award, applied_at, .nullable = true), COLUMN(award, verified_at, .nullable = true),
	COLUMN(award, approved_at, .nullable = true), COLUMN(award, refused_at, .nullable = true),
	COLUMN(award, confirmed_at, .nullable = true), COLUMN(award, appealed_at, .nullable = true),
	COLUMN(award, decided_at, .nullable = true), COLUMN(award, verified_by), COLUMN(award, approved_by), COLUMN(award, refused_by),
	COLUMN(award, notice_id), COLUMN(award, paid_on, .nullable = true), COLUMN(award, refusal, .names = award_refusal_names),
	COLUMN(award, state, .names = award_state_names));

const struct statement award_statement_lock = {
	.sql = "SELECT " AWARD_COLUMNS " FROM award a WHERE a.code = ? FOR UPDATE", .params = "s", .row = &award_shape };

bool award_period_holds(const char *period)
{
	int year = 0;

	if (strlen(period) != 6 || period[4] != '-' || period[5] < '0' || period[5] > '2')
		return false;
	for (int i = 0; i < 4; i++) {
		if (period[i] < '0' || period[i] > '9')
			return false;
		year = 10 * year + (period[i] - '0');
	}
	return year >= award_year_least && year <= award_year_most;
}

char *award_period_of(struct arena *arena, struct date day)
{
	enum { last_month_of_spring = 7 };
	const struct civil civil = date_to_civil(day);

	return arena_print(arena, "%04d-%d", civil.year, civil.month <= last_month_of_spring ? 1 : 2);
}

struct money award_amount(struct money amount, enum amount_per per, const char *period)
{
	enum { months_of_term = 5 };
	const char part = period[5];
	const int64_t terms = part == '0' ? 2 : 1;

	switch (per) {
	case PER_YEAR: return part == '0' ? amount : (struct money){ part == '1' ? amount.fen / 2 : amount.fen - amount.fen / 2 };
	case PER_TERM: return (struct money){ amount.fen * terms };
	case PER_MONTH: return (struct money){ amount.fen * months_of_term * terms };
	case PER_ONCE: break;
	}
	return amount;
}

const char *award_overlap_like(struct arena *arena, const char *period, enum amount_per per)
{
	return per == PER_ONCE ? "" : arena_print(arena, "%.5s", period);
}

enum err award_lock(struct db *db, struct arena *arena, const char *scope, const char *code, struct award *out)
{
	struct award award;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &award_statement_lock, &award, code));
	if (scope != NULL && !scope_holds(scope, award.path))
		return E_NOT_FOUND;
	*out = award;
	return OK;
}

enum err award_cannot(enum award_word *word, enum award_word why)
{
	*word = why;
	return E_CONFLICT;
}

enum err award_write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const struct award *award,
			   const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = arena_print(arena, "award:%s", award->code),
					   .unit_path = award->path, .outcome = AUDIT_DONE, .reason = reason, .detail = detail };

	return audit_write(db, arena, actor, &event, now);
}

enum award_word award_judge(const struct rule *rule, const struct facts *facts, const char *period, struct award_finding *out)
{
	struct verdict verdict;

	rule_evaluate(rule, facts, &verdict);
	if (verdict.truth == TRUTH_NO)
		return AWARD_NOT_ENTITLED;
	if (verdict.truth == TRUTH_UNKNOWN || verdict.tier == NULL)
		return AWARD_FACT_MISSING;
	*out = (struct award_finding){ .rule = rule, .tier = verdict.tier->tier,
				       .amount = award_amount(verdict.tier->amount, verdict.tier->per, period) };
	return AWARD_FINE;
}

enum err award_rule(struct db *db, struct arena *arena, int64_t programme_id, struct date day, const struct programme **programme,
		    const struct rule **rule)
{
	struct programme_book book;

	TRY(programme_book_load(db, arena, day, &book));
	for (size_t i = 0; i < book.count; i++)
		if (book.programmes[i].id == programme_id) {
			*programme = &book.programmes[i];
			*rule = &book.rules[i];
			return OK;
		}
	return E_NOT_FOUND;
}

char *award_facts_text(struct arena *arena, const struct facts *facts)
{
	struct buffer text;

	buffer_init(&text, arena, 256);
	for (int i = 0; i < fact_fields; i++)
		if (fact_is_known(facts, (enum fact_field)i))
			buffer_print(&text, "%s=%s\n", fact_entries[i].name, fact_text(arena, (enum fact_field)i, facts->value[i]));
	return text.data != NULL ? text.data : arena_copy_string(arena, "");
}

enum err award_facts_parse(struct arena *arena, const char *text, struct facts *out)
{
	struct facts facts = { .known = 0 };

	for (const char *line = text; *line != '\0';) {
		const char *equals = strchr(line, '='), *end = strchr(line, '\n');
		int64_t value;
		int field;

		if (equals == NULL || end == NULL || equals > end)
			return E_INTERNAL;
		field = fact_find(arena_print(arena, "%.*s", (int)(equals - line), line));
		if (field < 0 ||
		    fact_parse((enum fact_field)field, arena_print(arena, "%.*s", (int)(end - equals - 1), equals + 1), &value) != OK)
			return E_INTERNAL;
		fact_set(&facts, (enum fact_field)field, value);
		line = end + 1;
	}
	*out = facts;
	return OK;
}

void award_facts_seal(const struct keyring *keyring, struct arena *arena, const char *code, const struct facts *facts,
		      struct bytes *sealed, struct bytes *digest)
{
	const char *text = award_facts_text(arena, facts);

	*sealed = seal_text(keyring, arena, place_in(&place_award_facts, code), text);
	*digest = blind_index(keyring, arena, purpose_award_facts, text);
}

void award_new_fill(const struct keyring *keyring, struct arena *arena, const struct aid_student *student,
		    const struct award_finding *finding, const char *period, const struct actor *actor, struct timestamp now,
		    struct award_new *out)
{
	struct award_new award = {
		.code = code_new(arena), .student_id = student->id, .programme_id = finding->rule->programme_id,
		.version_id = finding->rule->version_id, .decided_for = date_at(now), .path = student->path, .period = period,
		.tier = finding->tier, .amount = finding->amount, .computed_at = now, .computed_by = actor->account_id,
		.applied_at = { TIMESTAMP_NONE_US }, .changed_at = now };

	award_facts_seal(keyring, arena, award.code, &student->facts, &award.facts_sealed, &award.facts_digest);
	*out = award;
}
