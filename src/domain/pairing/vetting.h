/* Vetting: the checks of a family and of every adult in the home, by the newest published list (vetting_rule). A check counts by its
 * rule's name, so that a new list does not forget what an older one asked alike; what counts is the latest that was not voided. A family
 * is approved until the first of its checks runs out. domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_VETTING_H
#define YM_DOMAIN_PAIRING_VETTING_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/pairing/family_apply.h"

enum { vetting_soon_days = 30 };

/* SQL: does the family (alias f) have live vetting on a day (one `d` parameter)? family.approved_until is kept true by whatever voids,
 * adds or changes, so that nobody has to look at the checks under a lock. */
#define FAMILY_IS_VETTED "(f.state = 'approved' AND f.approved_until >= ?)"

enum vetting_covers { COVERS_FAMILY, COVERS_ADULT };
extern const char *const vetting_covers_names[];
enum vetting_standing { VETTING_HOLDS, VETTING_SOON, VETTING_MISSING, VETTING_OVER, VETTING_FAILED };	/* SOON holds, too */
extern const char *const vetting_standing_names[];

/* One thing to check: a rule and the family, or a rule and one adult. */
struct vetting_item {
	int64_t rule_id, adult_id;	/* adult_id 0: the family */
	const char *name, *title, *title_en;
	enum vetting_covers covers;
	enum relation relation;		/* of the adult */
	int64_t check_id;		/* 0: none yet */
	bool passed;
	struct date valid_until;
	enum vetting_standing standing;
};
extern const struct shape vetting_item_shape;

/* In the list's order, the family's own rules among them. */
enum err vetting_list(struct db *db, struct arena *arena, int64_t family_id, struct date today, struct rows *out) MUST_CHECK;

/* The last day on which all of them hold. False: one does not. */
bool vetting_holds_until(struct rows items, struct date *until);

/* Lock the family's row; every change below, and those of family_own.h and family_desk.h, does it first. E_NOT_FOUND: no such one. */
struct vetted_family {
	int64_t id;
	const char *code, *path;
	enum family_state state;
	struct date approved_until;
};
enum err vetting_lock(struct db *db, struct arena *arena, int64_t family_id, struct vetted_family *out) MUST_CHECK;

/* After something was voided, added or moved: the approval ends with the first check that runs out, and where one is missing now the
 * family goes back to vetting and its pairs are paused (PAUSE_VETTING). *lost (may be NULL): it had one, and has none now. */
enum err vetting_refresh(struct db *db, struct arena *arena, const struct actor *actor, int64_t family_id, struct timestamp now,
			 bool *lost) MUST_CHECK;

/* Every live pair of the family, audited each. */
enum err vetting_pause_pairs(struct db *db, struct arena *arena, const struct actor *actor, int64_t family_id, struct timestamp now) MUST_CHECK;

enum void_reason { VOID_ADDRESS, VOID_ERROR, VOID_LEFT };
extern const char *const void_reason_names[];

/* Void what depends on the address, or all checks of one adult. */
enum err vetting_void_address(struct db *db, int64_t family_id, struct timestamp now) MUST_CHECK;
enum err vetting_void_adult(struct db *db, int64_t family_id, int64_t adult_id, struct timestamp now) MUST_CHECK;

extern const struct statement *const vetting_statements[], *const vetting_void_statements[];

#endif
