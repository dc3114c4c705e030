/* A guardian who proved the telephone: between guardian_pages.c and guardian_pair_pages.c. */
#ifndef YM_MATCH_GUARDIAN_SESSION_H
#define YM_MATCH_GUARDIAN_SESSION_H

#include "app/request.h"

/* The telephone this browser proved in the last half hour; NULL: none. */
const char *guardian_telephone(struct request *request);

#endif
