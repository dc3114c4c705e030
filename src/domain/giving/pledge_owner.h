/* A giver's own pledges, by the telephone they proved to have at hand: for a lost code. Nothing personal is read back. */
#ifndef YM_DOMAIN_GIVING_PLEDGE_OWNER_H
#define YM_DOMAIN_GIVING_PLEDGE_OWNER_H

#include "domain/giving/pledge.h"

struct own_pledge {
	const char *code, *shown_code;
	const char *campaign;
	struct money amount;
	struct timestamp registered_at;
	enum pledge_state state;
};
extern const struct shape own_pledge_shape;

/* Was any pledge made with this (canonical) telephone? */
enum err pledge_telephone_known(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
				bool *out) MUST_CHECK;

/* Newest first, at most 100. */
enum err pledge_list_own(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
			 struct rows *out) MUST_CHECK;

/* Is it this telephone's? */
enum err pledge_is_of_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code,
				const char *telephone, bool *out) MUST_CHECK;

extern const struct statement *const pledge_owner_statements[];

#endif
