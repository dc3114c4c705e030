/* What happened to a thing, on its own page: the audit trail's events of one subject, told apart into lines. */
#ifndef YM_APP_HISTORY_H
#define YM_APP_HISTORY_H

#include "app/request.h"

/* Puts the rows history, newest event first: each an event's line (part/event: at, actor, role, action, outcome, reason) and, below
 * it, a line per field it changed (part/change: field, before, after, hidden). For the macro `history` of admin/parts. `subject`
 * as in the trail: "campaign:12". */
enum err history_put(struct request *request, struct response *response, const char *subject) MUST_CHECK;

#endif
