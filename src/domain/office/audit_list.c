/* Reading the trail, newest first. Each statement names its index, so that a page costs the same at a thousand rows and at a
 * million; what it does not index filters the rows on the way. */
#include "domain/office/audit.h"

#include <string.h>

const struct shape audit_row_shape = SHAPE(audit_row,
	COLUMN(audit_row, seq), COLUMN(audit_row, at), COLUMN(audit_row, actor), COLUMN(audit_row, role),
	COLUMN(audit_row, action), COLUMN(audit_row, subject), COLUMN(audit_row, unit_path),
	COLUMN(audit_row, outcome, .names = audit_outcome_names), COLUMN(audit_row, reason, .nullable = true),
	COLUMN(audit_row, detail, .nullable = true));

struct bound { int64_t seq; };
static const struct shape bound_shape = SHAPE(bound, COLUMN(bound, seq));

/* What every search binds, in this order. */
struct range {
	int64_t after, before;		/* seq, both exclusive */
	struct timestamp from, until;	/* from ≤ at < until */
	const char *subject, *any_subject, *actor, *any_actor, *action, *any_action;
	int64_t rows;
};
static const struct shape range_shape = SHAPE(range,
	COLUMN(range, after), COLUMN(range, before), COLUMN(range, from), COLUMN(range, until),
	COLUMN(range, subject), COLUMN(range, any_subject), COLUMN(range, actor), COLUMN(range, any_actor),
	COLUMN(range, action), COLUMN(range, any_action), COLUMN(range, rows));

#define SEARCH(index, subject, actor, action)                                                                                  \
	{ .sql = "SELECT seq, at, actor, role, action, subject, unit_path, outcome, reason, detail FROM audit_event "          \
		 "FORCE INDEX (" index ") WHERE seq > ? AND seq < ? AND at >= ? AND at < ? "                                   \
		 "AND " subject " AND " actor " AND " action " ORDER BY seq DESC LIMIT ?",                                     \
	  .bind = &range_shape, .row = &audit_row_shape }
#define EXACTLY(column) "(" column " = ? AND ? <> '')"
#define IF_ASKED(column) "(" column " = ? OR ? = '')"

static const struct statement newest = SEARCH("PRIMARY", IF_ASKED("subject"), IF_ASKED("actor"), IF_ASKED("action"));
static const struct statement of_subject = SEARCH("audit_event_of_subject", EXACTLY("subject"), IF_ASKED("actor"),
						  IF_ASKED("action"));
static const struct statement of_actor = SEARCH("audit_event_of_actor", IF_ASKED("subject"), EXACTLY("actor"),
						IF_ASKED("action"));
static const struct statement of_actor_action =
	SEARCH("audit_event_of_actor_action", IF_ASKED("subject"), EXACTLY("actor"), EXACTLY("action"));
static const struct statement of_action = SEARCH("audit_event_of_action", IF_ASKED("subject"), IF_ASKED("actor"),
						 EXACTLY("action"));

static const struct statement last_before = {
	.sql = "SELECT seq FROM audit_event WHERE at < ? ORDER BY at DESC, seq DESC LIMIT 1", .params = "t",
	.row = &bound_shape };
static const struct statement first_since = {
	.sql = "SELECT seq FROM audit_event WHERE at >= ? ORDER BY at, seq LIMIT 1", .params = "t", .row = &bound_shape };

static const struct statement history = {
	.sql = "SELECT seq, at, actor, role, action, subject, unit_path, outcome, reason, detail FROM audit_event "
	       "FORCE INDEX (audit_event_of_subject) WHERE subject = ? ORDER BY seq DESC LIMIT 20",
	.params = "s", .row = &audit_row_shape };

const struct statement *const audit_reader_statements[] = {
	&newest, &of_subject, &of_actor, &of_actor_action, &of_action, &last_before, &first_since, &history, NULL };

static const int64_t hour_us = INT64_C(3600000000), day_us = INT64_C(86400000000);
static const struct timestamp first_instant = { INT64_C(-62135596800000000) };		/* 0001-01-01 */
static const struct timestamp last_instant = { INT64_C(253402300799999999) };		/* 9999-12-31 */

/* Midnight in Asia/Shanghai, UTC+8. */
static struct timestamp midnight(struct date date)
{
	return (struct timestamp){ date.day * day_us - 8 * hour_us };
}

/* The numbers between which the days' events lie. Times do not rise strictly with the numbers: who begins first may get the head
 * of the chain last. An hour of slack is far more than a transaction lasts. */
static enum err set_days(struct db *db, struct arena *arena, const struct audit_search *search, struct range *range)
{
	struct bound bound;
	enum err err;

	if (search->from.day != 0 && !date_is_none(search->from)) {
		range->from = midnight(search->from);
		err = db_one(db, arena, &last_before, &bound, (struct timestamp){ range->from.us - hour_us });
		if (err == OK && bound.seq > range->after)
			range->after = bound.seq;
		if (err != OK && err != E_NOT_FOUND)
			return err;
	}
	if (search->until.day != 0 && !date_is_none(search->until)) {
		range->until = midnight((struct date){ search->until.day + 1 });
		err = db_one(db, arena, &first_since, &bound, (struct timestamp){ range->until.us + hour_us });
		if (err == OK && bound.seq < range->before)
			range->before = bound.seq;
		if (err != OK && err != E_NOT_FOUND)
			return err;
	}
	return OK;
}

static const struct statement *statement_for(const struct range *range)
{
	if (range->subject[0] != '\0')
		return &of_subject;
	if (range->actor[0] != '\0')
		return range->action[0] != '\0' ? &of_actor_action : &of_actor;
	return range->action[0] != '\0' ? &of_action : &newest;
}

static const char *text_or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* Codes are ASCII, as are their columns: anything else is nobody's. */
static bool may_be_found(const char *code)
{
	for (; *code != '\0'; code++)
		if ((unsigned char)*code > 0x7e)
			return false;
	return true;
}

enum err audit_list(struct db *db, struct arena *arena, const struct audit_search *search, struct rows *out, bool *more)
{
	struct range range = { .after = 0, .before = search->before > 0 ? search->before : INT64_MAX, .from = first_instant,
			       .until = last_instant, .rows = search->rows + 1 };
	struct rows rows;

	range.subject = range.any_subject = text_or_empty(search->subject);
	range.actor = range.any_actor = text_or_empty(search->actor);
	range.action = range.any_action = text_or_empty(search->action);
	if (!may_be_found(range.subject) || !may_be_found(range.actor) || !may_be_found(range.action)) {
		*out = (struct rows){ .row = NULL, .count = 0 };
		*more = false;
		return OK;
	}
	TRY(set_days(db, arena, search, &range));
	TRY(db_all(db, arena, statement_for(&range), &rows, &range));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count--;
	*out = rows;
	return OK;
}

enum err audit_history(struct db *db, struct arena *arena, const char *subject, struct rows *out)
{
	return db_all(db, arena, &history, out, subject);
}
