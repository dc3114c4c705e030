/* One pair, between pair_pages.c, which shows it, and pair_step_pages.c, whose forms stand on it. */
#ifndef YM_ADMIN_PAIR_PAGE_H
#define YM_ADMIN_PAIR_PAGE_H

#include "domain/office/consent.h"
#include "domain/pairing/pair_card.h"
#include "domain/pairing/release.h"
#include "reason.h"

/* The pair of the path, in the actor's scope; elsewhere: E_NOT_FOUND and an audit row. */
enum err pair_page_find(struct request *request, struct pair_desk *out) MUST_CHECK;
enum err pair_page_show(struct request *request, struct response *response) MUST_CHECK;

#endif
