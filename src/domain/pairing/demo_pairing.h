/* A demonstration's students to pair and volunteer families, generated: the same at every run but for codes and seals. All invented: no place
 * has the number 371398, with which their ID numbers begin; no telephone 1390001… to 1390009… of theirs was given to anybody we know of. */
#ifndef YM_DOMAIN_PAIRING_DEMO_PAIRING_H
#define YM_DOMAIN_PAIRING_DEMO_PAIRING_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

/* What names and addresses are made of (data/demo_words.tsv). */
enum { demo_words_max = 32 };
struct demo_words {
	const char *surname[demo_words_max], *given[demo_words_max], *village[demo_words_max], *road[demo_words_max];
	size_t surnames, givens, villages, roads;	/* of each at least one */
};

/* Students go to the schools there are, and live in townships of the same county; families come forward in those counties. In the
 * caller's transaction. E_CONFLICT: they were made before; E_NOT_FOUND: no schools, no townships. Their checks, consents and states are
 * data/demo_pairing.sql's. */
enum err demo_pairing_make(struct db *db, struct arena *arena, const struct keyring *keyring, const struct demo_words *words,
			   size_t students, size_t families, struct timestamp now) MUST_CHECK;

extern const struct statement *const demo_pairing_statements[];

#endif
