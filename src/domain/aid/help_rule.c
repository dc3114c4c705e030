/* Rules of requests: which step in which state, and by when. */
#include "crypt/token.h"
#include "domain/aid/help_parts.h"
#include "domain/office/audit.h"
#include "domain/office/holiday.h"
#include "domain/office/sealed_places.h"

const char *const help_kind_names[] = { "tuition", "living", "supplies", "transport", "study", "health", "repair", "other", NULL };
const char *const help_by_names[] = { "guardian", "child", "teacher", "neighbour", "other", NULL };
const char *const help_urgency_names[] = { "normal", "urgent", NULL };
const char *const help_level_names[] = { "school", "township", "county", "city", NULL };
const char *const help_state_names[] = { "raised", "triaged", "assigned", "resolved", "confirmed", "refused", "reopened", "merged", NULL };

#define IN(state) (1u << (state))
enum { OPEN = IN(HELP_RAISED) | IN(HELP_TRIAGED) | IN(HELP_ASSIGNED) | IN(HELP_REOPENED),
       ENDED = IN(HELP_RESOLVED) | IN(HELP_CONFIRMED) | IN(HELP_REFUSED) };

static const unsigned may[help_steps] = {
	[HELP_TRIAGE] = OPEN,
	[HELP_ASSIGN] = IN(HELP_TRIAGED) | IN(HELP_ASSIGNED) | IN(HELP_REOPENED),
	[HELP_ANSWER] = IN(HELP_ASSIGNED) | IN(HELP_REOPENED),
	[HELP_REFUSE] = OPEN,
	[HELP_CONFIRM] = IN(HELP_RESOLVED),
	[HELP_REOPEN] = ENDED,
	[HELP_MERGE] = OPEN,
	[HELP_LINK] = OPEN | ENDED,
	[HELP_RATE] = ENDED };

bool help_may(enum help_step step, enum help_state state)
{
	return (may[step] & IN(state)) != 0;
}

struct help_rule {
	int64_t triage_hours, triage_days, answer_hours, answer_days;	/* 0: the other of the two counts */
};
static const struct shape help_rule_shape = SHAPE(help_rule,
	COLUMN(help_rule, triage_hours), COLUMN(help_rule, triage_days), COLUMN(help_rule, answer_hours), COLUMN(help_rule, answer_days));

#define NUMBER(column) "CAST(COALESCE(" column ", 0) AS SIGNED) AS " column
static const struct statement rule_of = {
	.sql = "SELECT " NUMBER("triage_hours") ", " NUMBER("triage_days") ", " NUMBER("answer_hours") ", " NUMBER("answer_days")
	       " FROM help_rule WHERE kind = ? AND urgency = ?",
	.params = "ss", .row = &help_rule_shape };

static const struct statement append = {
	.sql = "INSERT INTO help_event (request_id, event_key, step, at, words_sealed) VALUES (?, ?, ?, ?, ?)", .params = "isstx" };

const struct statement *const help_deadline_statements[] = { &rule_of, &append, NULL };

static enum err deadline(struct db *db, struct arena *arena, struct timestamp now, int64_t hours, int64_t days, struct timestamp *out)
{
	struct date day;

	if (hours > 0) {
		*out = (struct timestamp){ now.us + hours * INT64_C(3600000000) };
		return OK;
	}
	TRY(working_days_after(db, arena, date_at(now), days, &day));
	*out = day_end(day);
	return OK;
}

enum err help_deadlines_of(struct db *db, struct arena *arena, enum help_kind kind, enum help_urgency urgency, struct timestamp now,
			   struct help_deadlines *out)
{
	struct help_deadlines deadlines;
	struct help_rule rule;

	TRY(db_one(db, arena, &rule_of, &rule, help_kind_names[kind], help_urgency_names[urgency]));
	TRY(deadline(db, arena, now, rule.triage_hours, rule.triage_days, &deadlines.triage));
	TRY(deadline(db, arena, now, rule.answer_hours, rule.answer_days, &deadlines.answer));
	*out = deadlines;
	return OK;
}

enum err help_append(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t request_id, const char *step,
		     const char *words, struct timestamp now)
{
	const char *key = identifier_new(arena);

	return db_run(db, &append, NULL, request_id, key, step, now, seal_text(keyring, arena, place_in(&place_help_event_words, key), words));
}

enum err help_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *code, const char *path,
		    const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = arena_print(arena, "help_request:%s", code), .unit_path = path,
					   .detail = detail };

	return audit_write(db, arena, actor, &event, now);
}
