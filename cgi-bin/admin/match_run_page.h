/* The page of a run, which shows its forms again. */
#ifndef YM_ADMIN_MATCH_RUN_PAGE_H
#define YM_ADMIN_MATCH_RUN_PAGE_H

#include "app/request.h"

enum err match_run_page(struct request *request, struct response *response) MUST_CHECK;

#endif
