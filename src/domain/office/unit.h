/* The org tree (组织机构): city → county → township → school; beside them departments and charities. Units are never
 * deleted, they end; a move or a new name keeps history. */
#ifndef YM_DOMAIN_OFFICE_UNIT_H
#define YM_DOMAIN_OFFICE_UNIT_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum unit_kind { UNIT_CITY, UNIT_COUNTY, UNIT_TOWNSHIP, UNIT_SCHOOL, UNIT_DEPARTMENT, UNIT_CHARITY };
extern const char *const unit_kind_names[];

struct unit {
	int64_t id;
	enum unit_kind kind;
	const char *code;		/* NULL: none */
	const char *name;
	int64_t parent_id;		/* 0: the root */
	const char *parent_name;	/* NULL: the root */
	const char *path;
	int64_t charity_id;		/* 0: no charity */
	struct date valid_from;
	struct date valid_to;		/* none: lasts */
};
extern const struct shape unit_shape;

struct unit_placement {
	const char *name, *parent_name;
	struct date valid_from, valid_to;
};
extern const struct shape unit_placement_shape;

struct unit_wish {
	enum unit_kind kind;
	const char *code, *name;
	int64_t parent_id;
	int64_t charity_id;
	struct date valid_from;
};

/* A rule refuses: the field's name and a reason code for form_refuse ("wrong_parent", "code_taken", "own_descendant", "has_children",
 * "before_parent", "needs_charity", "bad_code"; of a change's day "future", "too_early": before the last change; "same": it is so already). */
struct unit_refusal {
	const char *field, *reason;
};

/* May one of that kind stand directly below one of the other? */
bool unit_may_be_below(enum unit_kind kind, enum unit_kind parent);

/* E_NOT_FOUND also where it lies outside `scope` (a path; NULL: anywhere). */
enum err unit_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct unit *out) MUST_CHECK;

struct unit_search {
	const char *scope;
	int64_t parent_id;		/* 0: by words or kind in the whole scope */
	const char *words;		/* the name begins with */
	enum unit_kind kind;
	bool of_kind;			/* `kind` counts */
	bool ended;			/* ended ones instead */
	const char *after_name;		/* keyset: rows after (name, id); NULL: from the first */
	int64_t after_id;
	int64_t rows;
};
enum err unit_list(struct db *db, struct arena *arena, const struct unit_search *search, struct date today, struct rows *out,
		   bool *more) MUST_CHECK;
enum err unit_history(struct db *db, struct arena *arena, int64_t id, struct rows *out) MUST_CHECK;
/* From the root to the unit: for the crumbs of its page. Rows of unit_shape. */
enum err unit_ancestors(struct db *db, struct arena *arena, const char *path, struct rows *out) MUST_CHECK;

/* All in the caller's transaction, audited. E_INVALID with *refusal; E_NOT_FOUND outside the actor's scope; E_DENIED: the
 * actor's own unit, which the level above changes; E_CONFLICT: it ended. */
enum err unit_create(struct db *db, struct arena *arena, const struct actor *actor, const struct unit_wish *wish, struct timestamp now,
		     int64_t *id, struct unit_refusal *refusal) MUST_CHECK;
enum err unit_rename(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *name, struct date from,
		     struct timestamp now, struct unit_refusal *refusal) MUST_CHECK;
/* Moves the whole subtree: the paths of units below, and of students of schools below, follow in the same transaction. */
enum err unit_move(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, int64_t parent_id, struct date from,
		   struct timestamp now, struct unit_refusal *refusal) MUST_CHECK;
/* `last` is the last day it is. Refused while units below it last. */
enum err unit_end(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct date last, struct timestamp now,
		  struct unit_refusal *refusal) MUST_CHECK;

extern const struct statement *const unit_statements[];
extern const struct statement *const unit_change_statements[];

#endif
