/* A queue and the one worker that these tests are, on the giving area's server: kinds of jobs that count into a table, fail, are busy,
 * are cancelled or taken over. */
#ifndef YM_TESTS_JOB_DESK_H
#define YM_TESTS_JOB_DESK_H

#include "domain/office/actor.h"
#include "domain/office/job.h"
#include "domain/office/work.h"
#include "giving_server.h"

struct desk {
	struct giving *giving;
	struct db *other;
	struct clock clock;
};

/* "count" (a hundred rows, ten a step), "refuse", "refuse_by_name", "busy", "cancelled" and "lost" (while the third step runs), "bad_end", "hourly". */
extern const struct job_kind *const desk_kinds[];

/* What the worker's log would say of the job that ended last; "": nothing. */
extern char desk_said[];

/* cmocka fixtures: of the group, besides giving_stop; and of each test: no job, nothing counted. */
int desk_start(void **state);
int desk_clean(void **state);

struct desk desk_of(void **state);
void desk_leave(struct desk *desk);

int64_t desk_queue(struct desk *desk, const struct job_wish *wish);
int64_t desk_queue_kind(struct desk *desk, const char *kind);

/* One turn of the worker: was there anything to do? */
bool desk_turn(struct desk *desk, int64_t slice_ms);
struct job desk_look(struct desk *desk, int64_t id);
void desk_pass(struct desk *desk, int64_t seconds);

/* So many rows, none of them twice; and the end was called once, for that state. */
void assert_counted(struct desk *desk, int64_t rows);
void assert_end_called(struct desk *desk, enum job_state state);

#endif
