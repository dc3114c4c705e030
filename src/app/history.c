#include "app/history.h"

#include "domain/office/audit.h"

enum line_part { LINE_EVENT, LINE_CHANGE };

static const char *const line_part_names[] = { "event", "change", NULL };

struct history_line {
	enum line_part part;
	struct timestamp at;
	const char *actor, *role, *action, *reason;
	enum audit_outcome outcome;
	const char *field, *before, *after;
	bool hidden;
};

static const struct shape history_line_shape = SHAPE(history_line,
	COLUMN(history_line, part, .names = line_part_names), COLUMN(history_line, at, .nullable = true),
	COLUMN(history_line, actor, .nullable = true), COLUMN(history_line, role, .nullable = true),
	COLUMN(history_line, action, .nullable = true), COLUMN(history_line, reason, .nullable = true),
	COLUMN(history_line, outcome, .names = audit_outcome_names), COLUMN(history_line, field, .nullable = true),
	COLUMN(history_line, before, .nullable = true), COLUMN(history_line, after, .nullable = true),
	COLUMN(history_line, hidden));

static struct history_line event_line(const struct audit_row *event)
{
	return (struct history_line){
		.part = LINE_EVENT, .at = event->at, .actor = event->actor, .role = event->role, .action = event->action,
		.reason = event->reason, .outcome = event->outcome };
}

static struct history_line change_line(const struct audit_change *change)
{
	return (struct history_line){
		.part = LINE_CHANGE, .at = { TIMESTAMP_NONE_US }, .field = change->name, .before = change->before,
		.after = change->after, .hidden = change->hidden };
}

enum err history_put(struct request *request, struct response *response, const char *subject)
{
	struct rows events;
	struct rows *changes;
	struct history_line *lines;
	size_t count = 0, written = 0;

	TRY(audit_history(request->db, request->arena, subject, &events));
	changes = ARENA_ARRAY(request->arena, struct rows, events.count);
	for (size_t i = 0; i < events.count; i++) {
		audit_changes(request->arena, ((const struct audit_row *)events.row)[i].detail, &changes[i]);
		count += 1 + changes[i].count;
	}
	lines = ARENA_ARRAY(request->arena, struct history_line, count);
	for (size_t i = 0; i < events.count; i++) {
		lines[written++] = event_line(&((const struct audit_row *)events.row)[i]);
		for (size_t j = 0; j < changes[i].count; j++)
			lines[written++] = change_line(&((const struct audit_change *)changes[i].row)[j]);
	}
	view_put_rows(response->view, "history", &history_line_shape, (struct rows){ lines, count });
	return OK;
}
