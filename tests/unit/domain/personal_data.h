/* Persons and things that are kept for a while, on a private server; wiping runs as the worker's own database user, deciding as
 * the staff program's, so that their rights are tested too. */
#ifndef YM_TESTS_PERSONAL_DATA_H
#define YM_TESTS_PERSONAL_DATA_H

#include "domain/office/personal_request.h"
#include "giving_server.h"

/* cmocka fixtures; *state is a struct giving. */
int personal_start(void **state);
int personal_stop(void **state);
int personal_clean(void **state);

extern struct db *worker, *admin;
extern const struct actor clerk, colleague;		/* of the city, unit path /1/ */

#define NOON "'2026-06-15 04:00:00'"			/* giving_noon() */
struct timestamp days_later(int64_t days);		/* after it */

/* left_on: SQL. Made at noon. */
void make_student(struct giving *giving, const char *code, const char *left_on);
void make_pledge(struct giving *giving, const char *code, const char *ended_at, int64_t paid_fen, const char *giver);
extern const char student_is_gone[], pledges_gone[];	/* queries that count them */

/* As the job does it: slices until one is not full. *slices may be NULL. */
int64_t wipe(struct giving *giving, const char *subject, struct timestamp now, int64_t rows, int *slices);

#endif
