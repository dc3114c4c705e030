/* What a guardian lets the family see, field by field, once the pair is active. Each is given with the consent of that field (purpose
 * "release", subject "pair:CODE:FIELD") and may be taken back at once. What is seen comes from the view released_student alone: only
 * while the pair is active, only fields whose release stands. domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_RELEASE_H
#define YM_DOMAIN_PAIRING_RELEASE_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "crypt/seal.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/student.h"

enum release_field { RELEASE_NAME, RELEASE_SEX, RELEASE_GRADE, RELEASE_SCHOOL, RELEASE_VILLAGE, RELEASE_GUARDIAN, RELEASE_TELEPHONE,
		     RELEASE_ADDRESS, release_fields };
extern const char *const release_field_names[];		/* "name", … */
extern const char release_purpose[];			/* "release" */

struct release_wish {
	const char *student_code;	/* whose guardian it is; on paper, who acts has the student in scope */
	const char *code;		/* of the pair */
	enum release_field field;
	int64_t text_id;		/* the text that was shown; when taking back: 0 */
	enum given_channel channel;
};

/* E_NOT_FOUND: no live pair of that student. E_CONFLICT: the pair is not active, or the text is not the newest any more, or the field
 * is released already. E_DENIED: a guardian for a grown-up. Audited. */
enum err release_give(struct db *db, struct arena *arena, const struct actor *actor, const struct release_wish *wish,
		      struct timestamp now) MUST_CHECK;
/* In any state of the pair. E_CONFLICT: it is not released. */
enum err release_take_back(struct db *db, struct arena *arena, const struct actor *actor, const struct release_wish *wish,
			   struct timestamp now) MUST_CHECK;
/* All that stand, of all pairs of the student: consent to pairing was withdrawn. */
enum err release_take_all_back(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code,
			       struct timestamp now) MUST_CHECK;

/* Which stand now: all fields, in order, with since when. */
struct release {
	enum release_field field;
	bool given;
	struct timestamp released_at;		/* none: not given */
};
extern const struct shape release_shape;
enum err release_list(struct db *db, struct arena *arena, int64_t pair_id, struct rows *out) MUST_CHECK;

/* What the family of this pair may see now. NULL: not released. */
struct released {
	bool any;
	struct secret name, guardian, telephone, address;
	const char *school, *village;
	const char *sex;			/* of sex_names */
	const char *stage;			/* of stage_names */
	int64_t grade;				/* 0: not released */
};
enum err release_see(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, int64_t pair_id,
		     struct released *out) MUST_CHECK;

extern const struct statement *const release_family_statements[], *const release_guardian_statements[],
	*const release_paper_statements[];

#endif
