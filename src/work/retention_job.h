/* retention: every hour, what is older than its rule is wiped, and what people were promised to have erased is
 * (domain/office/retention.h). The job's log says how many of what. */
#ifndef YM_WORK_RETENTION_JOB_H
#define YM_WORK_RETENTION_JOB_H

#include "domain/office/job.h"

extern const struct job_kind retention_job;

#endif
