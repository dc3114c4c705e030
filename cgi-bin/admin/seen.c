#include "seen.h"

#include "db/db.h"
#include "domain/office/audit.h"

enum err seen_note(struct request *request, const char *action, const char *subject, const char *unit_path, const char *detail)
{
	const struct audit_event event = {
		.action = action, .subject = subject, .unit_path = unit_path, .outcome = AUDIT_SEEN, .detail = detail };

	return db_in_transaction(request->db) ? OK : audit_note(request->db, request->arena, request->actor, &event, request->now);
}

enum err seen_note_pairs(struct request *request, const char *action, const char *subject, const struct shape *shape, struct rows rows)
{
	const struct column *code = shape_find(shape, "pair_code");
	struct buffer detail;

	if (rows.count == 0)
		return OK;
	buffer_init(&detail, request->arena, 256);
	for (size_t i = 0; i < rows.count; i++)
		buffer_print(&detail, "%s%s", i > 0 ? " " : "{\"pairs\":\"",
			     *(const char *const *)column_at(code, (const char *)rows.row + i * shape->size));
	buffer_append_string(&detail, "\"}");
	return seen_note(request, action, subject, NULL, detail.data);
}
