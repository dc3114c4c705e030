/* Staff's side of families: the queue, a family's page, checks, and decisions. Scopes are prefixes of family.path. Every change locks the
 * family's row and is audited as "family:CODE". domain.md §2.
 *
 * A step that cannot be is E_CONFLICT with its word in *refusal: "state" (somebody was quicker, or it is over), "missing" (a check does
 * not hold today), "same_person" (who approves noted one of the checks that count), "voided" (or voided one since the last
 * approval), "paired" (live pairs must end first). */
#ifndef YM_DOMAIN_PAIRING_FAMILY_DESK_H
#define YM_DOMAIN_PAIRING_FAMILY_DESK_H

#include "domain/pairing/family_own.h"
#include "domain/pairing/vetting.h"

/* What awaits staff, one queue after the other. ENDING: the approval ran out, or will within vetting_soon_days; RENEWAL: asked for;
 * CLOSED: withdrawn or denied. */
enum family_queue { FAMILIES_APPLIED, FAMILIES_VETTING, FAMILIES_ENDING, FAMILIES_RENEWAL, FAMILIES_APPROVED, FAMILIES_SUSPENDED,
		    FAMILIES_CLOSED, family_queues };
extern const char *const family_queue_names[];

struct family_line {
	const char *code, *unit, *name;		/* name masked; NULL: erased */
	enum family_state state;
	int64_t adults, missing;		/* checks that do not hold today */
	struct timestamp applied_at, renewal_asked_at;
	struct date approved_until;
};
extern const struct shape family_line_shape;

/* The oldest first, from the skip'th on. */
struct family_search {
	const char *scope;
	enum family_queue queue;
	int64_t skip, rows;
};
enum err family_desk_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_search *search,
			  struct date today, struct rows *out, bool *more) MUST_CHECK;

/* By exactly this name, telephone or ID number, within the scope: rows of family_line_shape. */
enum err family_desk_look_up(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *words,
			     struct date today, struct rows *out) MUST_CHECK;

/* Its row's id; E_NOT_FOUND also outside the scope (NULL: anywhere). What it shows: family_find_own and family_list_adults (masked),
 * vetting_list. */
enum err family_desk_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct vetted_family *out) MUST_CHECK;

/* In clear. The caller has asked for the right and writes the trail in the same transaction. E_NOT_FOUND: also an erased one. */
struct family_facts {
	const char *name, *telephone, *address, *words;
};
extern const struct shape family_facts_shape;
struct adult_facts {
	enum relation relation;
	const char *name, *id_number;
};
extern const struct shape adult_facts_shape;
enum err family_desk_reveal(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id,
			    struct family_facts *out, struct rows *adults) MUST_CHECK;

/* A check that was noted, and by whom: newest first, voided ones too. */
struct noted_check {
	int64_t id;
	const char *title, *title_en;
	enum relation relation;
	bool of_adult, passed;
	struct date checked_on, valid_until;
	const char *reference;			/* NULL: none */
	struct timestamp noted_at, voided_at;
	const char *noted_by;			/* login */
};
extern const struct shape noted_check_shape;
enum err family_desk_checks(struct db *db, struct arena *arena, int64_t family_id, struct rows *out) MUST_CHECK;

enum err family_take_up(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			const char **refusal) MUST_CHECK;

/* For form_refuse: E_INVALID with *field and *reason: checked_on "future" or "over" (it would not hold today any more), rule "unknown". */
struct check_wish {
	int64_t rule_id, adult_id;		/* adult_id 0: of the family */
	bool passed;
	struct date checked_on;
	const char *reference;			/* "": none */
};
enum err family_note_check(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const struct check_wish *wish,
			   struct timestamp now, struct family_refusal *field, const char **refusal) MUST_CHECK;

/* It was a mistake. E_NOT_FOUND: none of this family, or voided already. */
enum err family_void_check(struct db *db, struct arena *arena, const struct actor *actor, const char *code, int64_t check_id,
			   const char *reason, struct timestamp now) MUST_CHECK;

/* Until the first of its checks runs out; again: until a later day. */
enum err family_approve(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			const char **refusal) MUST_CHECK;

/* The reason is for the family to read, too. */
enum err family_suspend(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
			struct timestamp now, const char **refusal) MUST_CHECK;
enum err family_resume(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
		       struct timestamp now, const char **refusal) MUST_CHECK;
enum err family_deny(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
		     struct timestamp now, const char **refusal) MUST_CHECK;

extern const struct statement *const family_desk_statements[], *const family_decide_statements[];

#endif
