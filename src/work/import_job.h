/* import_check and import_commit: the jobs that read a file somebody brought and look through it, or write it. Each is one step, one
 * transaction: killed, it begins again. Their subject is "import:<id>". */
#ifndef YM_WORK_IMPORT_JOB_H
#define YM_WORK_IMPORT_JOB_H

#include "domain/office/import_record.h"
#include "domain/office/job.h"
#include "domain/office/work.h"

extern const struct job_kind import_check_job, import_commit_job;

/* The same over a file at hand, for a command: `fd` is read from its beginning and stays open. In the caller's transaction
 * (db_transaction_committed). `progress` (may be NULL) is told the rows read so far. */
enum err import_over_file(struct work *work, struct arena *arena, const struct import *import, int fd, bool commit,
			  void (*progress)(void *context, int64_t rows), void *context, struct import_result *out) MUST_CHECK;

#endif
