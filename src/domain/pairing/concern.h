/* Concerns (关切): a worry about a child or a pair, by a child, a guardian, a teacher, a family or anybody, without an account. domain.md §2.
 *
 * Raising one does, in one transaction: it is stored sealed (the place is its code), it pauses the pair at once, it gets its deadline by
 * its kind (concern_rule), suspected harm starts the clock of the mandatory report (未成年人保护法 article 11), and it goes to a named
 * officer: of the county's staff, or else the city's, whoever has the fewest open ones, never the one it is about. The trail names the
 * kind, never who spoke; families and schools read "paused" and no more. Staff's side is concern_desk.h. */
#ifndef YM_DOMAIN_PAIRING_CONCERN_H
#define YM_DOMAIN_PAIRING_CONCERN_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"

enum concern_kind { CONCERN_UNEASE, CONCERN_CONTACT, CONCERN_ALONE, CONCERN_MONEY, CONCERN_HARM, CONCERN_OTHER };
extern const char *const concern_kind_names[];		/* "unease", "contact", "alone", "money", "harm", "other" */
enum concern_by { CONCERN_BY_CHILD, CONCERN_BY_GUARDIAN, CONCERN_BY_TEACHER, CONCERN_BY_FAMILY, CONCERN_BY_OTHER };
extern const char *const concern_by_names[];		/* "child", "guardian", "teacher", "family", "other" */
enum concern_state { CONCERN_RAISED, CONCERN_TAKEN, CONCERN_CLOSED };
extern const char *const concern_state_names[];		/* "raised", "taken", "closed" */

enum { concern_chars_most = 1500, concern_contact_chars_most = 60 };

struct concern_wish {
	enum concern_kind kind;
	enum concern_by raised_by;
	const char *pair_code;		/* as typed; "": not known. One that no pair has is kept with the words, and nobody is sent away */
	int64_t school_id;		/* or a township's, a county's id; 0: not known */
	const char *body;
	const char *contact;		/* "": nowhere */
	const char *officer;		/* the name of the member of staff it is about, kept with the words; "": none */
	const char *form_nonce;
};

/* In the caller's transaction. E_CONFLICT: this display of the form raised one before (concern_find_by_nonce). */
enum err concern_raise(struct db *db, struct arena *arena, const struct keyring *keyring, const struct concern_wish *wish,
		       struct timestamp now, const char **code) MUST_CHECK;
enum err concern_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce, const char **code) MUST_CHECK;

/* What whoever has the code may read: how it stands and by when; never the answer, never who. */
struct concern_standing {
	const char *code;
	enum concern_state state;
	struct timestamp raised_at, due_at;
	bool late;
};
extern const struct shape concern_standing_shape;
enum err concern_follow(struct db *db, struct arena *arena, const char *code, struct timestamp now, struct concern_standing *out) MUST_CHECK;

/* The officer to handle a concern of a place: the nearest level, then the fewest open ones. 0: nobody. `only_city`: of the highest level.
 * Never of that name, never one of the two accounts. */
enum err concern_choose_officer(struct db *db, struct arena *arena, const char *path, bool only_city, const char *not_named,
				const int64_t not_accounts[2], int64_t *account_id) MUST_CHECK;

extern const struct statement *const concern_statements[], *const concern_officer_statements[];

#endif
