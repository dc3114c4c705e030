/* What the rooms of awards share. */
#ifndef YM_ADMIN_AWARD_PAGE_H
#define YM_ADMIN_AWARD_PAGE_H

#include "app/request.h"
#include "domain/aid/award_desk.h"

/* One award with its history and what may be done with it: /awards/{code}. */
enum err award_page_show(struct request *request, struct response *response) MUST_CHECK;

/* A known fact: what it is called and says. */
struct fact_row {
	const char *field, *kind, *value;
};
extern const struct shape fact_row_shape;
struct rows award_page_facts(struct arena *arena, const struct facts *facts);

/* Programmes to choose from, as programmes. */
enum err award_page_programmes(struct request *request, struct response *response, int64_t chosen) MUST_CHECK;

#endif
