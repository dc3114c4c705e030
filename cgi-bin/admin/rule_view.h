/* A rule as a page shows it: tiers and clauses as rows, against those of another version; and the words that refuse. */
#ifndef YM_ADMIN_RULE_VIEW_H
#define YM_ADMIN_RULE_VIEW_H

#include "app/request.h"
#include "domain/aid/rule_draft.h"

/* The rows `tiers` and `clauses`, each with added or removed against `before` (NULL: nothing is compared), and the flag `compared`. */
void rule_put(struct request *request, struct response *response, const struct rule_wish *rule, const struct rule_wish *before);

/* `refusal`, `fault` and `culprit` (a row of clauses) say why not; nothing where *refused is fine. */
void rule_put_refused(struct request *request, struct response *response, const struct draft_refused *refused);

/* May the reader write the programme of the path? */
bool programme_editable(struct request *request);

/* The programme of the path as `programme`, and the flag `editable`. */
enum err programme_put(struct request *request, struct response *response, struct programme_card *out) MUST_CHECK;

/* The page of the programme, and that of its open version: what a step that was refused shows again. */
enum err programme_show(struct request *request, struct response *response) MUST_CHECK;
enum err rule_draft_show(struct request *request, struct response *response) MUST_CHECK;

#endif
