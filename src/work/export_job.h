/* export: makes a file somebody asked for, in one step: killed, it begins again, and what it had made is gone with its transaction.
 * The subject is "export:<id>". */
#ifndef YM_WORK_EXPORT_JOB_H
#define YM_WORK_EXPORT_JOB_H

#include "domain/office/job.h"
#include "domain/office/work.h"

extern const struct job_kind export_job;

#endif
