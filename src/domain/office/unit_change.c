#include <string.h>

#include "domain/office/audit.h"
#include "domain/office/unit.h"

struct new_unit {
	const char *kind, *code, *name;
	struct date valid_from;
	int64_t parent_id, charity_id;
};

static const struct shape new_unit_shape = SHAPE(new_unit,
	COLUMN(new_unit, kind), COLUMN(new_unit, code, .nullable = true), COLUMN(new_unit, name), COLUMN(new_unit, valid_from),
	COLUMN(new_unit, parent_id), COLUMN(new_unit, charity_id));

/* Its path ends with its own id, which the row must have first. */
static const struct statement insert = {
	.sql = "INSERT INTO unit (kind, code, name, valid_from, parent_id, charity_id, path) VALUES (?, ?, ?, ?, NULLIF(?, 0), "
	       "NULLIF(?, 0), '')",
	.bind = &new_unit_shape };

static const struct statement set_path = {
	.sql = "UPDATE unit SET path = CONCAT(?, id, '/') WHERE id = ?", .params = "si" };

static const struct statement place = {
	.sql = "INSERT INTO unit_placement (unit_id, parent_id, name, valid_from) "
	       "SELECT id, parent_id, name, ? FROM unit WHERE id = ?",
	.params = "di" };

static const struct statement end_placement = {
	.sql = "UPDATE unit_placement SET valid_to = ? WHERE unit_id = ? AND valid_to IS NULL", .params = "di" };

/* A second change of the same day corrects the first: the audit trail keeps what was between. */
static const struct statement correct_placement = {
	.sql = "UPDATE unit_placement h JOIN unit u ON u.id = h.unit_id SET h.name = u.name, h.parent_id = u.parent_id "
	       "WHERE h.unit_id = ? AND h.valid_to IS NULL",
	.params = "i" };

static const struct statement rename_unit = {
	.sql = "UPDATE unit SET name = ? WHERE id = ?", .params = "si" };

static const struct statement set_parent = {
	.sql = "UPDATE unit SET parent_id = ? WHERE id = ?", .params = "ii" };

/* Bound: the new beginning, how many characters of the old one go, the old one. */
static const struct statement move_units = {
	.sql = "UPDATE unit SET path = CONCAT(?, SUBSTR(path, ? + 1)) WHERE path LIKE CONCAT(?, '%')", .params = "sis" };
static const struct statement move_students = {
	.sql = "UPDATE student SET path = CONCAT(?, SUBSTR(path, ? + 1)) WHERE path LIKE CONCAT(?, '%')", .params = "sis" };

static const struct statement move_families = {
	.sql = "UPDATE family SET path = CONCAT(?, SUBSTR(path, ? + 1)) WHERE path LIKE CONCAT(?, '%')", .params = "sis" };

/* An open request goes to whoever now answers for the person. */
static const struct statement move_requests = {
	.sql = "UPDATE personal_request SET unit_path = CONCAT(?, SUBSTR(unit_path, ? + 1)) WHERE unit_path LIKE CONCAT(?, '%')",
	.params = "sis" };

static const struct statement move_imports = {
	.sql = "UPDATE import SET unit_path = CONCAT(?, SUBSTR(unit_path, ? + 1)) WHERE unit_path LIKE CONCAT(?, '%')", .params = "sis" };

static const struct statement end_unit = {
	.sql = "UPDATE unit SET valid_to = ? WHERE id = ?", .params = "di" };

static const struct statement count_code = {
	.sql = "SELECT COUNT(*) AS n FROM unit WHERE kind = ? AND code = ?", .params = "ss", .row = &db_number };
static const struct statement count_charity = {
	.sql = "SELECT COUNT(*) AS n FROM unit WHERE charity_id = ?", .params = "i", .row = &db_number };
static const struct statement count_roots = {
	.sql = "SELECT COUNT(*) AS n FROM unit WHERE parent_id IS NULL", .params = "", .row = &db_number };
static const struct statement count_lasting = {
	.sql = "SELECT COUNT(*) AS n FROM unit WHERE parent_id = ? AND (valid_to IS NULL OR valid_to > ?)", .params = "id",
	.row = &db_number };

struct since {
	struct date valid_from;
};

static const struct shape since_shape = SHAPE(since, COLUMN(since, valid_from));

static const struct statement placed_since = {
	.sql = "SELECT valid_from FROM unit_placement WHERE unit_id = ? AND valid_to IS NULL", .params = "i", .row = &since_shape };

const struct statement *const unit_change_statements[] = {
	&insert, &set_path, &place, &end_placement, &correct_placement, &rename_unit, &set_parent, &move_units, &move_students,
	&move_families, &move_requests, &move_imports, &end_unit, &count_code, &count_charity, &count_roots, &count_lasting, &placed_since, NULL };

/* Whose child each kind may be: a bit per kind. A city is nobody's. */
static const unsigned parents_of[] = {
	[UNIT_CITY] = 0,
	[UNIT_COUNTY] = 1u << UNIT_CITY,
	[UNIT_TOWNSHIP] = 1u << UNIT_COUNTY,
	[UNIT_SCHOOL] = 1u << UNIT_TOWNSHIP | 1u << UNIT_COUNTY | 1u << UNIT_CITY,
	[UNIT_DEPARTMENT] = 1u << UNIT_CITY | 1u << UNIT_COUNTY,
	[UNIT_CHARITY] = 1u << UNIT_CITY | 1u << UNIT_COUNTY,
};

bool unit_may_be_below(enum unit_kind kind, enum unit_kind parent)
{
	return (parents_of[kind] & 1u << parent) != 0;
}

static enum err refuse(struct unit_refusal *refusal, const char *field, const char *reason)
{
	*refusal = (struct unit_refusal){ field, reason };
	return E_INVALID;
}

/* The parent, if one of that kind may stand below it from that day on. `moved` (NULL: a new one) may not come below itself. */
static enum err find_parent(struct db *db, struct arena *arena, const struct actor *actor, enum unit_kind kind,
			    const struct unit *moved, int64_t parent_id, struct date from, struct unit *parent,
			    struct unit_refusal *refusal)
{
	const enum err err = unit_find(db, arena, actor->unit_path, parent_id, parent);

	if (err == E_NOT_FOUND)
		return refuse(refusal, "parent_id", "wrong_parent");
	TRY(err);
	if (moved != NULL && scope_holds(moved->path, parent->path))
		return refuse(refusal, "parent_id", "own_descendant");
	if (!unit_may_be_below(kind, parent->kind) || !date_is_none(parent->valid_to))
		return refuse(refusal, "parent_id", "wrong_parent");
	if (from.day < parent->valid_from.day)
		return refuse(refusal, "valid_from", "before_parent");
	return OK;
}

static bool code_is_good(const char *code)
{
	const size_t length = strlen(code);

	return length <= 20 && strspn(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == length;
}

static enum err check_identity(struct db *db, struct arena *arena, const struct unit_wish *wish, struct unit_refusal *refusal)
{
	int64_t count;

	if ((wish->kind == UNIT_CHARITY) != (wish->charity_id != 0))
		return refuse(refusal, "charity_id", "needs_charity");
	if (wish->charity_id != 0) {
		TRY(db_one(db, arena, &count_charity, &count, wish->charity_id));
		if (count > 0)
			return refuse(refusal, "charity_id", "code_taken");
	}
	if (wish->code == NULL || wish->code[0] == '\0')
		return OK;
	if (!code_is_good(wish->code))
		return refuse(refusal, "code", "bad_code");
	TRY(db_one(db, arena, &count_code, &count, unit_kind_names[wish->kind], wish->code));
	return count > 0 ? refuse(refusal, "code", "code_taken") : OK;
}

/* "" where it becomes the root, which only whoever acts for the whole tree may make, once. */
static enum err path_above(struct db *db, struct arena *arena, const struct actor *actor, const struct unit_wish *wish,
			   const char **path, struct unit_refusal *refusal)
{
	int64_t roots;
	struct unit parent;

	if (wish->parent_id != 0) {
		TRY(find_parent(db, arena, actor, wish->kind, NULL, wish->parent_id, wish->valid_from, &parent, refusal));
		*path = parent.path;
		return OK;
	}
	TRY(db_one(db, arena, &count_roots, &roots));
	if (wish->kind != UNIT_CITY || roots > 0 || strcmp(actor->unit_path, "/") != 0)
		return refuse(refusal, "parent_id", "wrong_parent");
	*path = "/";
	return OK;
}

static enum err write_event(struct db *db, struct arena *arena, const struct actor *actor, const char *action, int64_t id,
			    const char *path, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = AUDIT_DONE, .unit_path = path, .detail = detail,
					   .subject = arena_print(arena, "unit:%lld", (long long)id) };

	return audit_write(db, arena, actor, &event, now);
}

enum err unit_create(struct db *db, struct arena *arena, const struct actor *actor, const struct unit_wish *wish, struct timestamp now,
		     int64_t *id, struct unit_refusal *refusal)
{
	const struct new_unit row = {
		.kind = unit_kind_names[wish->kind], .code = wish->code != NULL && wish->code[0] != '\0' ? wish->code : NULL,
		.name = wish->name, .valid_from = wish->valid_from, .parent_id = wish->parent_id, .charity_id = wish->charity_id };
	const char *above, *path;
	int64_t fresh;

	TRY(audit_lock(db, arena));
	TRY(path_above(db, arena, actor, wish, &above, refusal));
	TRY(check_identity(db, arena, wish, refusal));
	TRY(db_run(db, &insert, NULL, &row));
	fresh = db_last_id(db);
	path = arena_print(arena, "%s%lld/", above, (long long)fresh);
	TRY(db_run(db, &set_path, NULL, above, fresh));
	TRY(db_run(db, &place, NULL, wish->valid_from, fresh));
	TRY(write_event(db, arena, actor, "unit_create", fresh, path, NULL, now));
	*id = fresh;
	return OK;
}

/* The unit to change, and since when it is as it is. One's own is changed by the level above. */
static enum err find_lasting(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct unit *unit,
			     struct date *since)
{
	struct since placed;

	TRY(unit_find(db, arena, actor->unit_path, id, unit));
	if (id == actor->unit_id)
		return E_DENIED;
	if (!date_is_none(unit->valid_to))
		return E_CONFLICT;
	TRY(db_one(db, arena, &placed_since, &placed, id));
	*since = placed.valid_from;
	return OK;
}

/* A change counts from a day on, today or before: what a unit is to be tomorrow is told tomorrow. */
static enum err check_day(struct date from, struct date since, struct timestamp now, struct unit_refusal *refusal)
{
	if (from.day > date_at(now).day)
		return refuse(refusal, "valid_from", "future");
	return from.day < since.day ? refuse(refusal, "valid_from", "too_early") : OK;
}

static enum err place_anew(struct db *db, int64_t id, struct date from, struct date since)
{
	if (from.day == since.day)
		return db_run(db, &correct_placement, NULL, id);
	TRY(db_run(db, &end_placement, NULL, from, id));
	return db_run(db, &place, NULL, from, id);
}

enum err unit_rename(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *name, struct date from,
		     struct timestamp now, struct unit_refusal *refusal)
{
	struct unit before, after;
	struct date since;

	TRY(audit_lock(db, arena));
	TRY(find_lasting(db, arena, actor, id, &before, &since));
	TRY(check_day(from, since, now, refusal));
	if (strcmp(before.name, name) == 0)
		return refuse(refusal, "name", "same");
	after = before;
	after.name = name;
	TRY(db_run(db, &rename_unit, NULL, name, id));
	TRY(place_anew(db, id, from, since));
	return write_event(db, arena, actor, "unit_rename", id, before.path, difference_json(arena, &unit_shape, &before, &after, NULL),
			   now);
}

static enum err move_below(struct db *db, const struct unit *unit, const char *path)
{
	const int64_t length = (int64_t)strlen(unit->path);

	TRY(db_run(db, &move_units, NULL, path, length, unit->path));
	TRY(db_run(db, &move_students, NULL, path, length, unit->path));
	TRY(db_run(db, &move_families, NULL, path, length, unit->path));
	TRY(db_run(db, &move_requests, NULL, path, length, unit->path));
	return db_run(db, &move_imports, NULL, path, length, unit->path);
}

enum err unit_move(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, int64_t parent_id, struct date from,
		   struct timestamp now, struct unit_refusal *refusal)
{
	struct unit before, after, parent;
	struct date since;

	TRY(audit_lock(db, arena));
	TRY(find_lasting(db, arena, actor, id, &before, &since));
	TRY(find_parent(db, arena, actor, before.kind, &before, parent_id, from, &parent, refusal));
	if (parent_id == before.parent_id)
		return refuse(refusal, "parent_id", "same");
	TRY(check_day(from, since, now, refusal));
	after = before;
	after.parent_id = parent_id;
	after.parent_name = parent.name;
	after.path = arena_print(arena, "%s%lld/", parent.path, (long long)id);
	TRY(db_run(db, &set_parent, NULL, parent_id, id));
	TRY(move_below(db, &before, after.path));
	TRY(place_anew(db, id, from, since));
	return write_event(db, arena, actor, "unit_move", id, after.path, difference_json(arena, &unit_shape, &before, &after, NULL),
			   now);
}

enum err unit_end(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct date last, struct timestamp now,
		  struct unit_refusal *refusal)
{
	const struct date end = { last.day + 1 };
	struct unit before, after;
	int64_t lasting;
	struct date since;

	TRY(audit_lock(db, arena));
	TRY(find_lasting(db, arena, actor, id, &before, &since));
	if (last.day < since.day)
		return refuse(refusal, "last", "too_early");
	TRY(db_one(db, arena, &count_lasting, &lasting, id, end));
	if (lasting > 0)
		return refuse(refusal, "last", "has_children");
	after = before;
	after.valid_to = end;
	TRY(db_run(db, &end_unit, NULL, end, id));
	TRY(db_run(db, &end_placement, NULL, end, id));
	return write_event(db, arena, actor, "unit_end", id, before.path, difference_json(arena, &unit_shape, &before, &after, NULL),
			   now);
}
