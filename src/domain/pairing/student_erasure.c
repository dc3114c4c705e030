#include "domain/pairing/student_erasure.h"

struct standing {
	struct date left_on;
	bool erased;
};
static const struct shape standing_shape = SHAPE(standing, COLUMN(standing, left_on, .nullable = true), COLUMN(standing, erased));

static const struct statement standing_of = {
	.sql = "SELECT left_on, erased_at IS NOT NULL AS erased FROM student WHERE code = ?", .params = "s",
	.row = &standing_shape };

static const struct statement due = {
	.sql = "SELECT code FROM student WHERE left_on < ? AND erased_at IS NULL LIMIT ?", .params = "di", .row = &erasable_shape };

static const struct statement erase = {
	.sql = "UPDATE student SET name_sealed = NULL, id_number_sealed = NULL, guardian_sealed = NULL, telephone_sealed = NULL, "
	       "address_sealed = NULL, id_number_index = NULL, name_index = NULL, telephone_index = NULL, "
	       "birth = MAKEDATE(YEAR(birth), 1), row_digest = REPEAT(CHAR(0), 32), erased_at = ? WHERE code = ? AND erased_at "
	       "IS NULL",
	.params = "ts" };

static const struct statement forget_history = {
	.sql = "UPDATE student_history SET before_sealed = NULL WHERE student_id = (SELECT id FROM student WHERE code = ?)",
	.params = "s" };

const struct statement *const student_obstacle_statements[] = { &standing_of, NULL };
const struct statement *const student_erasure_statements[] = { &standing_of, &due, &erase, &forget_history, NULL };

enum err student_erasure_obstacle(struct db *db, struct arena *arena, const char *code, struct date today,
				  enum erasure_obstacle *out, struct date *until)
{
	enum erasure_obstacle obstacle = ERASURE_FREE;
	struct date last = { DATE_NONE_DAY };
	struct retention_rule rule;
	struct standing standing;

	TRY(db_one(db, arena, &standing_of, &standing, code));
	if (standing.erased) {
		obstacle = ERASURE_DONE;
	} else if (date_is_none(standing.left_on)) {
		obstacle = ERASURE_IN_USE;
	} else {
		TRY(retention_rule_find(db, arena, "student", &rule));
		last.day = standing.left_on.day + (int32_t)rule.days;
		obstacle = today.day <= last.day ? ERASURE_RETAINED : ERASURE_FREE;
	}
	*out = obstacle;
	*until = obstacle == ERASURE_RETAINED ? last : (struct date){ DATE_NONE_DAY };
	return OK;
}

enum err student_erase(struct db *db, const char *code, struct timestamp now)
{
	uint64_t erased;

	TRY(db_run(db, &erase, &erased, now, code));
	return erased == 0 ? E_NOT_FOUND : db_run(db, &forget_history, NULL, code);
}

enum err student_erasure_due(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out)
{
	struct retention_rule rule;

	TRY(retention_rule_find(db, arena, "student", &rule));
	return db_all(db, arena, &due, out, (struct date){ today.day - (int32_t)rule.days }, rows);
}
