/* A family's own data, for itself: as it stands, masked, and what it may change. Every change locks the family's row, and is audited by
 * names of fields. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_OWN_H
#define YM_DOMAIN_PAIRING_FAMILY_OWN_H

#include "domain/pairing/family_apply.h"

struct family {
	int64_t id;
	const char *code;
	enum family_state state;
	const char *name, *telephone, *address;	/* masked; NULL: erased */
	const char *county, *township, *village, *unit;	/* village NULL: not said */
	TAG_FIELDS;
	AVAILABLE_FIELDS;
	int64_t travel_km, capacity;
	struct timestamp applied_at, vetting_at, renewal_asked_at;
	struct date approved_until;
	const char *reason;			/* of the last decision; NULL: none */
	int64_t live_pairs;			/* holds among them */
	bool erasure_asked;
};
extern const struct shape family_shape;
enum err family_find_own(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct family *out) MUST_CHECK;

struct family_adult {
	int64_t id;
	enum relation relation;
	const char *name, *id_number;		/* masked: 张*, 371***********0002 */
};
extern const struct shape family_adult_shape;
/* Those who live there. */
enum err family_list_adults(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct rows *out) MUST_CHECK;

/* What is offered, when, how far, for how many; capacity below the live pairs is E_CONFLICT. */
enum err family_change_offer(struct db *db, struct arena *arena, const struct family_member *family, const struct family_wish *wish,
			     struct timestamp now) MUST_CHECK;

/* Another home: what was checked there holds no more. E_NOT_FOUND: no such village or township. */
enum err family_change_address(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_member *family,
			       const char *home_code, const char *address, struct timestamp now) MUST_CHECK;

/* E_INVALID with *refusals (fields name, id_number, relation). E_CONFLICT: there are as many as the form has rows. */
enum err family_add_adult(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_member *family,
			  const struct adult_wish *wish, struct timestamp now, struct family_refusals *refusals) MUST_CHECK;

/* Lives there no more. E_NOT_FOUND: nobody of theirs, or who applied. */
enum err family_remove_adult(struct db *db, struct arena *arena, const struct family_member *family, int64_t adult_id,
			     struct timestamp now) MUST_CHECK;

/* The checks shall be made again before they run out: into the queue of staff. */
enum err family_ask_renewal(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now) MUST_CHECK;

/* No more: its consent is withdrawn, holds are declined, active pairs are paused and asked to end. E_CONFLICT: it is over already. */
enum err family_withdraw(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now) MUST_CHECK;

/* Withdraws, and asks for its data to be erased. Asked before is as good. */
enum err family_ask_erasure(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now) MUST_CHECK;

extern const struct statement *const family_own_statements[], *const family_change_statements[];

#endif
