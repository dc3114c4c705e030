/* Coming forward: who lives in the home, where, what the family offers. One live family per telephone, an adult in one live family
 * only. domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_APPLY_H
#define YM_DOMAIN_PAIRING_FAMILY_APPLY_H

#include "domain/pairing/family.h"

enum { family_adults_max = 6, family_grown_up_years = 18, family_capacity_most = 2, family_travel_most_km = 200 };

extern const char volunteering_purpose[];	/* of the consent and the notice: "volunteering" */

enum relation { RELATION_SELF, RELATION_SPOUSE, RELATION_PARENT, RELATION_CHILD, RELATION_OTHER };
extern const char *const relation_names[];

/* A row of the form. The first is who applies; of the others a row with nothing in it is nobody. */
struct adult_wish {
	const char *name, *id_number;	/* as typed, trimmed; "" */
	enum relation relation;		/* SELF: not said */
};

/* When somebody has time. */
#define AVAILABLE_FIELDS bool weekday, weekend, holiday
#define AVAILABLE_COLUMNS(of) COLUMN(of, weekday), COLUMN(of, weekend), COLUMN(of, holiday)
#define AVAILABLE_OF(column)                                                                                        \
	"FIND_IN_SET('weekday', " column ") > 0 AS weekday, FIND_IN_SET('weekend', " column ") > 0 AS weekend, "           \
	"FIND_IN_SET('holiday', " column ") > 0 AS holiday"
#define AVAILABLE_BITS(of) ((int64_t)((of)->weekday << 0 | (of)->weekend << 1 | (of)->holiday << 2))

struct family_wish {
	const char *telephone;		/* proved to be at hand */
	const char *home_code;		/* a village or township */
	const char *address, *words;	/* words "": none */
	TAG_FIELDS;
	AVAILABLE_FIELDS;
	int64_t travel_km, capacity;
	const char *language;
	int64_t text_id;		/* of the consent that was shown and agreed to */
	bool agreed;
	bool in_person;			/* is answered as if somebody of it lived in another live family */
	struct adult_wish adults[family_adults_max];
};

/* For form_refuse. Fields: name_N, relation_N, id_number_N (N 1 … 6), home, offers ("tutoring"), available ("weekday"), agreed. Reasons:
 * "missing", "length", "old_form", "character", "day", "future", "check" (of national_id.h), "minor", "twice" (in this form),
 * "newer" (the text of the consent), "in_person". The last is said alone, of the first adult's number whichever it is: somebody of the form
 * lives in another live family, or the wish was to be answered so; who learns no more may come with the papers. */
extern const char family_in_person[];
struct family_refusal {
	const char *field, *reason;
};
enum { family_refusals_max = 3 * family_adults_max + 4 };
struct family_refusals {
	struct family_refusal item[family_refusals_max];
	size_t count;
};

/* An adult whose row is fine. */
struct adult {
	enum relation relation;
	const char *name, *id_number;	/* canonical */
	struct date birth;
	bool male;
};

/* One row, N in 1 …: what is wrong is added to the refusals (with the row's fields), what is fine to *out. False: nothing there. */
bool family_read_adult(struct arena *arena, const struct adult_wish *wish, int row, struct date today, struct adult *out,
		       struct family_refusals *refusals);

/* Is this ID number of somebody who lives in another live family than `family_id` (0: none yet)? */
enum err family_number_elsewhere(struct db *db, struct arena *arena, const struct keyring *keyring, const char *id_number,
				 int64_t family_id, bool *elsewhere) MUST_CHECK;

/* One more adult lives in the home. In the caller's transaction. */
enum err family_insert_adult(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id,
			     const struct adult *adult) MUST_CHECK;

/* The rules alone, for a form that comes back for other faults: OK, *refusals says all of what is wrong but "in_person". */
enum err family_check_wish(struct db *db, struct arena *arena, const struct family_wish *wish, struct date today,
			   struct family_refusals *refusals) MUST_CHECK;

/* In the caller's transaction, with its consent and its notice, audited. E_INVALID with *refusals: all of what is wrong. E_CONFLICT:
 * this display of the form made a family before (family_find_by_nonce), or a live one has the telephone. */
enum err family_register(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_wish *wish,
			 const char *form_nonce, struct timestamp now, struct family_member *out, struct family_refusals *refusals) MUST_CHECK;

/* The family that this form display made. E_NOT_FOUND: none. E_CONFLICT: it said something else. */
enum err family_find_by_nonce(struct db *db, struct arena *arena, const struct family_wish *wish, const char *form_nonce,
			      struct family_member *out) MUST_CHECK;

extern const struct statement *const family_apply_statements[];		/* all of the above */
extern const struct statement *const family_adult_statements[];		/* family_number_elsewhere, family_insert_adult */

#endif
