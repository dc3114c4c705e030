/* Children on the poverty office's own register, as it hands them over in lists: what the register of students is held against, so that nobody
 * entitled is left out (应助尽助). Known by the ID number; name and number are sealed. domain.md §3. */
#ifndef YM_DOMAIN_AID_POVERTY_PERSON_H
#define YM_DOMAIN_AID_POVERTY_PERSON_H

#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/pairing/student.h"

/* What a list says of one, in clear. */
struct poverty_facts {
	const char *id_number, *name;	/* id_number canonical (GB 11643) */
	int64_t unit_id;
	enum hardship hardship;
	struct date left_on;		/* none: still on it */
};

/* A row as it is stored. */
struct poverty_row {
	int64_t id, unit_id;
	const char *person_key, *path;
	struct bytes name_index;
	enum hardship hardship;
	struct date left_on;
};

/* By ID number, canonical. E_NOT_FOUND. */
enum err poverty_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *id_number,
		      struct poverty_row *out) MUST_CHECK;

/* Does the row say exactly this? */
bool poverty_says(const struct keyring *keyring, struct arena *arena, const struct poverty_row *row, const struct poverty_facts *facts);

/* `before` NULL: a new one. `path`: of the facts' unit. In the caller's transaction, not audited: who imports says how many. */
enum err poverty_write(struct db *db, struct arena *arena, const struct keyring *keyring, const struct poverty_row *before,
		       const struct poverty_facts *facts, const char *path, int64_t import_id, struct timestamp now) MUST_CHECK;

extern const struct statement *const poverty_statements[];

#endif
