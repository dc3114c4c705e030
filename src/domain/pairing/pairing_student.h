/* A student of the register who is to be paired: put in by the school with what the child needs, screened by somebody else, opened once
 * the guardian's consent is live, closed with a reason. "Filled" is no state: live pairs = places. Health is never a tag. Each change is
 * audited as "student:CODE"; scopes are prefixes of the school's path. domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_PAIRING_STUDENT_H
#define YM_DOMAIN_PAIRING_PAIRING_STUDENT_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/pairing/student.h"
#include "domain/pairing/tag.h"

enum pairing_state { PAIRING_IDENTIFIED, PAIRING_SCREENED, PAIRING_OPEN, PAIRING_CLOSED };
extern const char *const pairing_state_names[];
enum pairing_close { CLOSE_GUARDIAN, CLOSE_LEFT, CLOSE_SCHOOL, CLOSE_NO_NEED };
extern const char *const pairing_close_names[];

/* What staff type. */
struct pairing_wish {
	const char *township;		/* code of 9 digits */
	const char *village;		/* its name; "": by the township only */
	TAG_FIELDS;
	int64_t places;			/* 1 … 4 families at most */
	const char *sibling;		/* code of a brother or sister who is put in too; "": none, or as it was */
	bool apart;			/* the guardian agreed that they may go to different families */
	bool wants_woman;
	const char *teacher;		/* login; "": nobody yet */
};

struct pairing_student {
	int64_t student_id;
	const char *code, *school, *path, *county;
	enum stage stage;
	int64_t grade;
	enum pairing_state state;
	bool consented;			/* the guardian's consent to pairing is live */
	const char *township, *home, *village;	/* township: its code; home: its name; village: its name, "" where not said */
	TAG_FIELDS;
	int64_t places, pairs;		/* pairs: live ones */
	bool filled;
	int64_t household;		/* 0: none */
	bool apart, wants_woman;
	const char *teacher;		/* login; NULL: nobody */
	const char *screened_by;	/* login; NULL: not yet */
	int64_t edited_by;
	struct timestamp identified_at, screened_at, opened_at, closed_at;
	enum pairing_close close_reason;	/* where closed_at says so */
	struct date birth;
};
extern const struct shape pairing_student_shape;

/* The field a rule refuses and its word: "unknown" (township, village, sibling, teacher), "other_school" (teacher: of no role at the
 * child's school). Of a step: "state", "no_consent", "same_person", "has_pairs". */
struct pairing_refusal {
	const char *field, *reason;
};

/* Put in, or changed; one that was closed begins anew. Where home, needs, brothers and sisters or the wish for a woman change, one that was
 * screened or open is identified again, and somebody else than who changed it screens; edited_by is who changed those last. Pairs that live
 * go on; a held or accepted one stays too, as it was shown by the old facts, but no further step of it is taken until the student is open
 * again, and it runs out like any other. In the caller's transaction. E_NOT_FOUND: no such student on the register in the actor's scope. E_INVALID with *refusal. */
enum err pairing_student_put(struct db *db, struct arena *arena, const struct actor *actor, const char *code,
			     const struct pairing_wish *wish, struct timestamp now, struct pairing_refusal *refusal) MUST_CHECK;

/* Steps, in the caller's transaction. E_NOT_FOUND outside the scope; E_CONFLICT with *refusal: not from where it stands. Who screens is
 * not who keyed it. */
enum err pairing_student_screen(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
				struct pairing_refusal *refusal) MUST_CHECK;
enum err pairing_student_open(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			      struct pairing_refusal *refusal) MUST_CHECK;
enum err pairing_student_close(struct db *db, struct arena *arena, const struct actor *actor, const char *code, enum pairing_close reason,
			       struct timestamp now, struct pairing_refusal *refusal) MUST_CHECK;

/* The guardian's consent (of a grown-up student the own one) on paper that the actor witnessed: to the text with that id. As consent_give. */
enum err pairing_student_consent(struct db *db, struct arena *arena, const struct actor *actor, const char *code, int64_t text_id,
				 struct timestamp now) MUST_CHECK;

/* E_NOT_FOUND: not put in, or outside `scope` (NULL: anywhere). */
enum err pairing_student_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct pairing_student *out) MUST_CHECK;

/* By state, in the order of the register. */
enum err pairing_student_list(struct db *db, struct arena *arena, const char *scope, enum pairing_state state, int64_t after, int64_t rows,
			      struct rows *out, bool *more) MUST_CHECK;

/* Townships to choose from: those of the county of a township's code, or of a path's county. Rows of {code, name}. */
struct township {
	const char *code, *name;
};
extern const struct shape township_shape;
enum err pairing_townships(struct db *db, struct arena *arena, const char *path, struct rows *out) MUST_CHECK;

extern const struct statement *const pairing_student_statements[];

#endif
