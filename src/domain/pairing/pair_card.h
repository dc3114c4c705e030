/* A pair as each side may see it. Before it is active the family knows of the student what was fixed when it was proposed (mask.h); the
 * guardian knows of the family its county, how many adults live there, whether a woman does, and what it offers; staff see both so. Names are
 * in none of them. */
#ifndef YM_DOMAIN_PAIRING_PAIR_CARD_H
#define YM_DOMAIN_PAIRING_PAIR_CARD_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/pairing/mask.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/student.h"
#include "domain/pairing/tag.h"

/* What the family knows of its student. */
struct student_card {
	enum band band;
	const char *county;		/* its name; NULL: somewhere in the city */
	TAG_FIELDS;			/* needs */
};
extern const struct shape student_card_shape;
enum err pair_student_card(struct db *db, struct arena *arena, int64_t pair_id, struct student_card *out) MUST_CHECK;

/* What the guardian knows of the family. */
struct family_card {
	const char *county;
	int64_t adults;
	bool woman;
	TAG_FIELDS;			/* offers */
};
extern const struct shape family_card_shape;
enum err pair_family_card(struct db *db, struct arena *arena, int64_t pair_id, struct family_card *out) MUST_CHECK;

/* All of a family, ended ones too, the newest first. At most a hundred. */
struct pair_of_family {
	const char *code;
	enum pair_state state;
	struct timestamp held_until, activated_at, ended_at;
	enum end_reason end_reason;
	enum band band;
	const char *county;
	TAG_FIELDS;
};
extern const struct shape pair_of_family_shape;
enum err pair_list_of_family(struct db *db, struct arena *arena, int64_t family_id, struct rows *out) MUST_CHECK;

/* One's own, ended or not, and the student in it: E_NOT_FOUND for another's. */
struct own_pair {
	int64_t id;
	const char *code;
	enum pair_state state;
	struct timestamp proposed_at, held_until, family_accepted_at, guardian_accepted_at, school_accepted_at, approved_at, activated_at,
		paused_at, ending_at, ended_at;
	enum pause_reason pause_reason;
	enum end_reason end_reason;
	enum band band;
	const char *county;
	TAG_FIELDS;
};
extern const struct shape own_pair_shape;
enum err pair_find_own(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct own_pair *out) MUST_CHECK;

/* Those of a child that its guardian was asked about and that did not end; by when they were proposed. */
struct pair_of_child {
	const char *code;
	enum pair_state state;
	struct timestamp held_until, guardian_accepted_at;
	const char *county;		/* the family's */
	int64_t adults;
	bool woman;
};
extern const struct shape pair_of_child_shape;
enum err pair_list_of_child(struct db *db, struct arena *arena, int64_t student_id, struct rows *out) MUST_CHECK;

/* --- staff --- */

struct pair_entry {
	int64_t id;
	const char *code;
	enum pair_state state;
	const char *student_code, *school, *family_code;
	enum stage stage;
	int64_t grade;
	struct timestamp proposed_at, held_until, updated_at;
};
extern const struct shape pair_entry_shape;

struct pair_search {
	const char *scope;
	enum pair_state state;
	bool of_state;
	int64_t before;			/* id; 0: the newest */
	int64_t rows;
};
enum err pair_list(struct db *db, struct arena *arena, const struct pair_search *search, struct rows *out, bool *more) MUST_CHECK;

/* Beside struct pair: what else staff are told. */
struct pair_desk {
	struct pair pair;
	const char *path;
	const char *student_code, *school, *family_code;
	enum stage stage;
	int64_t grade;
	const char *proposed_by, *school_accepted_by, *guardian_witness, *approved_by, *activated_by;	/* names; NULL: none */
	const char *guardian_channel, *decline_reason, *ended_words;	/* NULL: none */
	bool for_cause, consented, family_approved;
	struct date approved_until;
	int64_t concerns;		/* open ones */
};
extern const struct shape pair_desk_shape;

/* E_NOT_FOUND outside the scope; *elsewhere says whether it exists there. */
enum err pair_desk_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct timestamp now,
			struct pair_desk *out, bool *elsewhere) MUST_CHECK;

extern const struct statement *const pair_card_family_statements[], *const pair_card_guardian_statements[],
	*const pair_desk_statements[];

#endif
