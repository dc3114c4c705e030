/* What a school states of a student beside the register. */
#include "domain/aid/aid_student.h"
#include "domain/office/audit.h"

struct told {
	int64_t student_id;
	const char *field, *value;
	struct timestamp stated_at;
	int64_t stated_by;
};
static const struct shape told_shape = SHAPE(told,
	COLUMN(told, student_id), COLUMN(told, field), COLUMN(told, value), COLUMN(told, stated_at), COLUMN(told, stated_by));

static const struct statement put = {
	.sql = "INSERT INTO aid_fact (student_id, field, value, stated_at, stated_by) VALUES (?, ?, ?, ?, NULLIF(?, 0)) "
	       "ON DUPLICATE KEY UPDATE value = VALUES(value), stated_at = VALUES(stated_at), stated_by = VALUES(stated_by)",
	.bind = &told_shape };
static const struct statement forget = { .sql = "DELETE FROM aid_fact WHERE student_id = ? AND field = ?", .params = "is" };

const struct statement *const aid_fact_statements[] = { &put, &forget, NULL };

bool aid_fact_may_be_stated(enum fact_field field)
{
	return field != FACT_STAGE && field != FACT_GRADE && field != FACT_AGE && field < fact_fields;
}

static enum err change(struct db *db, struct arena *arena, int64_t student_id, enum fact_field field, const struct facts *set,
		       const struct actor *actor, struct timestamp now)
{
	struct told told = { .student_id = student_id, .field = fact_entries[field].name, .stated_at = now,
			     .stated_by = actor->account_id };

	if (!fact_is_known(set, field))
		return db_run(db, &forget, NULL, student_id, fact_entries[field].name);
	told.value = fact_text(arena, field, set->value[field]);
	return db_run(db, &put, NULL, &told);
}

enum err aid_fact_state(struct db *db, struct arena *arena, const struct actor *actor, const char *code, uint32_t fields,
			const struct facts *set, struct timestamp now)
{
	struct audit_event event = { .action = "aid_facts" };
	struct aid_student student;
	struct facts before;
	struct buffer names;
	bool elsewhere;

	for (int i = 0; i < fact_fields; i++)
		if ((fields >> i & 1) != 0 && !aid_fact_may_be_stated((enum fact_field)i))
			return E_INVALID;
	TRY(audit_lock(db, arena));
	TRY(aid_student_facts(db, arena, actor->unit_path, code, date_at(now), &student, &elsewhere));
	TRY(aid_fact_stated(db, arena, student.id, &before));
	buffer_init(&names, arena, 128);
	for (int i = 0; i < fact_fields; i++) {
		const enum fact_field field = (enum fact_field)i;
		const bool same = fact_is_known(&before, field) == fact_is_known(set, field) &&
				  (!fact_is_known(set, field) || before.value[field] == set->value[field]);

		if ((fields >> i & 1) == 0 || same)
			continue;
		TRY(change(db, arena, student.id, field, set, actor, now));
		buffer_print(&names, "%s%s", names.length > 0 ? " " : "{\"fields\":\"", fact_entries[field].name);
	}
	if (names.length == 0)
		return OK;
	buffer_append_string(&names, "\"}");
	event.subject = arena_print(arena, "student:%s", code);
	event.unit_path = student.path;
	event.detail = names.data;
	return audit_write(db, arena, actor, &event, now);
}
