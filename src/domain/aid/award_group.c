/* A school's awards of one programme and period, all that are ready. */
#include "domain/aid/award_parts.h"
#include "domain/office/audit.h"

struct ready {
	const char *code;
};
static const struct shape ready_shape = SHAPE(ready, COLUMN(ready, code));

static const struct statement ready_in_state = {
	.sql = "SELECT a.code FROM award a FORCE INDEX (award_of_programme) JOIN student s ON s.id = a.student_id WHERE a.programme_id = ? "
	       "AND a.period = ? AND a.state = ? AND a.path LIKE CONCAT((SELECT path FROM unit WHERE id = ?), '%') AND a.path LIKE CONCAT(?, '%') "
	       "ORDER BY a.id LIMIT ?",
	.params = "issisi", .row = &ready_shape };

const struct statement *const award_group_statements[] = { &ready_in_state, NULL };

enum { group_most = 500 };

typedef enum err step(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum award_word *word);

static enum err take_all(struct db *db, struct arena *arena, const struct actor *actor, const struct award_group *group, const char *state,
			 step *do_it, struct timestamp now, struct award_many *out)
{
	struct award_many many = { .done = 0 };
	const struct ready *ready;
	struct rows rows;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &ready_in_state, &rows, group->programme_id, group->period, state, group->school_id, actor->unit_path,
		   (int64_t)group_most));
	ready = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		enum award_word word = AWARD_FINE;
		const enum err err = do_it(db, arena, actor, ready[i].code, now, &word);

		if (err != OK && err != E_CONFLICT)
			return err;
		many.done += err == OK;
		many.left[word] += err == E_CONFLICT;
	}
	*out = many;
	return OK;
}

enum err award_verify_group(struct db *db, struct arena *arena, const struct actor *actor, const struct award_group *group,
			    struct timestamp now, struct award_many *out)
{
	return take_all(db, arena, actor, group, award_state_names[AWARD_APPLIED], award_verify, now, out);
}

enum err award_approve_group(struct db *db, struct arena *arena, const struct actor *actor, const struct award_group *group,
			     struct timestamp now, struct award_many *out)
{
	return take_all(db, arena, actor, group, award_state_names[AWARD_NOTICED], award_approve, now, out);
}
