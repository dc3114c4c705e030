/* Reference codes: what a giver writes into the transfer's remark and types to follow a pledge. Eight random characters of
 * Crockford's 32 (no I, L, O, U) and an ISO 7064 MOD 37,36 check character that is none of those four either, so a code typed
 * loosely has one reading. 40 random bits: with ten million pledges a guess hits one in a hundred thousand times, and
 * a look-up also wants the telephone's last digits. */
#ifndef YM_DOMAIN_GIVING_CODE_H
#define YM_DOMAIN_GIVING_CODE_H

#include <stdbool.h>

#include "base/arena.h"

enum { code_chars = 9 };

/* A fresh one in the arena, canonical form. */
char *code_new(struct arena *arena);

/* Canonical form (9 characters, upper case) whose check character holds. */
bool code_holds(const char *code);

#endif
