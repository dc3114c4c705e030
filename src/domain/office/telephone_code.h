/* Codes sent to a telephone to prove that it is at hand: six digits, ten minutes, five tries. Capped per number (1 a minute, 5 a
 * day), per address (10 an hour, 30 a day) and in all (a setting of the caller, most_a_day). domain.md §5. */
#ifndef YM_DOMAIN_OFFICE_TELEPHONE_CODE_H
#define YM_DOMAIN_OFFICE_TELEPHONE_CODE_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

enum { telephone_code_minutes = 10, telephone_code_tries = 5 };

struct telephone_code_wish {
	const char *purpose;		/* "mine", at most 20 characters */
	const char *telephone;		/* canonical */
	const char *address;		/* of the subscriber */
	const char *language;
	bool known;			/* false: nothing is sent, yet all else happens: who asks learns nothing */
	bool quiet;			/* the number is not the asker's own saying: its cap is not told either, but treated as not known */
	int64_t most_a_day;		/* in all, of any number and purpose; 0: no cap */
};

/* In the caller's transaction. E_BUSY: a cap is reached, *wait_seconds says for how long. */
enum err telephone_code_send(struct db *db, struct arena *arena, const struct keyring *keyring, const struct telephone_code_wish *wish,
			     struct timestamp now, int64_t *wait_seconds) MUST_CHECK;

/* Is it the last one sent for the purpose? Used up by success. E_DENIED: wrong, used, too old or too many tries, all alike; a
 * miss is counted in the caller's transaction, which must not be rolled back for it. */
enum err telephone_code_check(struct db *db, struct arena *arena, const struct keyring *keyring, const char *purpose,
			      const char *telephone, const char *code, struct timestamp now) MUST_CHECK;

extern const struct statement *const telephone_code_statements[];

#endif
