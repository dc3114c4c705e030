/* key_rotate: a job that walks over every sealed table and seals anew what an older key sealed (domain/office/reseal.h). */
#ifndef YM_WORK_RESEAL_JOB_H
#define YM_WORK_RESEAL_JOB_H

#include "crypt/key.h"
#include "domain/office/job.h"

extern const struct job_kind reseal_job;

/* Queue it, in the caller's transaction, or find the one that is under way to the same key. E_CONFLICT: the newest key does not
 * seal yet, or there is one key only. */
enum err reseal_job_queue(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			  struct timestamp now, int64_t *id) MUST_CHECK;

#endif
