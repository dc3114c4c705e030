/* The register of poor students (贫困学生). Personal fields are sealed; what leaves this module is masked, unless somebody asked to see
 * and gave a reason. Scopes are prefixes of the school's path (unit.path). domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_STUDENT_H
#define YM_DOMAIN_PAIRING_STUDENT_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"

enum stage { STAGE_KINDERGARTEN, STAGE_PRIMARY, STAGE_JUNIOR, STAGE_SENIOR, STAGE_VOCATIONAL, STAGE_UNIVERSITY };
extern const char *const stage_names[];
enum hardship { HARDSHIP_REGISTERED_POOR, HARDSHIP_MINIMUM_LIVING, HARDSHIP_EXTREME_POVERTY, HARDSHIP_ORPHAN, HARDSHIP_DISABLED,
		HARDSHIP_OTHER };
extern const char *const hardship_names[];
enum sex { SEX_FEMALE, SEX_MALE };
extern const char *const sex_names[];

/* All that the register says of a student, in clear: of an import, or for whoever was allowed to look. "" where there is nothing. */
struct student_facts {
	const char *name, *id_number, *guardian, *telephone, *address;	/* telephone: the guardian's */
	int64_t school_id;
	enum stage stage;
	int64_t grade;			/* 1 … 9, within the stage */
	enum hardship hardship;
	struct date since;		/* on the register */
	struct date left_on;		/* none: still on it */
};
extern const struct shape student_facts_shape;
extern const char student_personal_fields[];	/* names of those that are sealed, separated by blanks: as difference_json hides them */

/* A row as it is stored. An erased one has nothing sealed. */
struct student_row {
	int64_t id;
	const char *code;
	int64_t school_id;
	const char *path;		/* the school's */
	struct bytes name, id_number, guardian, telephone, address;	/* sealed */
	struct bytes id_number_index, row_digest;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since, left_on;
};
extern const struct shape student_row_shape;

/* Opens what is sealed. E_INTERNAL: altered, or a key is missing. */
enum err student_open(const struct keyring *keyring, struct arena *arena, const struct student_row *row, struct student_facts *out) MUST_CHECK;

/* Does the row say exactly this? By its digest, without opening it. */
bool student_says(const struct keyring *keyring, struct arena *arena, const struct student_row *row, const struct student_facts *facts);

/* What row_digest is made of (purpose_student_row), for re-sealing. */
char *student_canonical(struct arena *arena, const struct student_facts *facts);

/* 张*: the surname and one star, whatever the name's length. NULL: no name. */
const char *student_mask_name(struct arena *arena, const char *name);

/* --- many at once, for imports: in the caller's transaction --- */

enum { student_many = 32 };

/* The rows of these ID numbers (canonical), or of these codes; at most student_many; out[i] NULL: none. A NULL key finds none. */
enum err student_find_by_numbers(struct db *db, struct arena *arena, const struct keyring *keyring, const char *const *numbers,
				 size_t count, const struct student_row **out) MUST_CHECK;
enum err student_find_by_codes(struct db *db, struct arena *arena, const char *const *codes, size_t count,
			       const struct student_row **out) MUST_CHECK;

struct student_change {
	const struct student_row *before;	/* NULL: a new student */
	const char *code;			/* set by student_write for a new one */
	struct student_facts facts;
	const char *path;			/* of the school of the facts */
	const char *fields;			/* names of those that differ, set by student_write where there is a before; "" where none does */
	struct student_facts was;		/* likewise */
};

/* Who wrote: kept in the history. 0: none. */
struct student_writer {
	int64_t account_id, import_id;
	struct timestamp now;
};

/* New rows are inserted, changed ones updated and what they said before is kept. E_CONFLICT: an ID number is another's. */
enum err student_write(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_writer *writer,
		       struct student_change *changes, size_t count) MUST_CHECK;

/* --- looking --- */

/* What lists and pages show: personal fields masked, 张*, 371***********0002, 138****0000; only the year of birth. */
struct student {
	int64_t id;
	const char *code;
	const char *school, *path;
	int64_t school_id;
	const char *name, *id_number, *guardian, *telephone;	/* masked; NULL: nothing, or erased */
	int64_t birth_year;
	enum sex sex;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since, left_on;
	struct timestamp updated_at, erased_at;
};
extern const struct shape student_shape;

struct student_search {
	const char *scope;		/* path of a unit: it and all below */
	enum stage stage;
	bool of_stage;
	enum hardship hardship;
	bool of_hardship;
	bool left;			/* also those who left */
	const char *after_path;		/* keyset: rows after (path, id); NULL: from the first */
	int64_t after_id;
	int64_t rows;
};
enum err student_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_search *search,
		      struct rows *out, bool *more) MUST_CHECK;

/* By exactly this name, or this ID number, whatever `words` is; at most `rows`. */
enum err student_look_up(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *words,
			 struct date today, int64_t rows, struct rows *out, bool *more) MUST_CHECK;

/* E_NOT_FOUND also where it lies outside `scope` (NULL: anywhere; to know whether somebody else's was asked for). */
enum err student_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *code,
		      struct student *out) MUST_CHECK;

/* In clear. The caller has asked for the right and writes the audit row in the same transaction. E_NOT_FOUND: also an erased one. */
enum err student_reveal(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *code,
			struct student_facts *out) MUST_CHECK;

/* When what changed, newest first; what it said before stays sealed. */
struct student_past {
	struct timestamp changed_at;
	const char *login;		/* NULL: a command */
	const char *fields;		/* names, separated by blanks */
	int64_t import_id;		/* 0: not by an import */
};
extern const struct shape student_past_shape;
enum err student_history(struct db *db, struct arena *arena, int64_t id, struct rows *out) MUST_CHECK;

/* The guardian's telephone of one student on the register, in `scope`; what it was is kept in the history. *change: its before, facts and
 * was, `fields` "" where it is the same number already. E_NOT_FOUND: none there. */
enum err student_change_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_writer *writer,
				  const char *scope, const char *code, const char *telephone, struct student_change *change) MUST_CHECK;

extern const struct statement *const student_telephone_statements[], *const student_past_statements[];
extern const struct statement *const student_statements[], *const student_search_statements[];		/* looking */
extern const struct statement *const student_writer_statements[];

#endif
