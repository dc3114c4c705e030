/* Requests for help that nobody answered in time go to the level above, every few minutes. */
#ifndef YM_WORK_HELP_JOB_H
#define YM_WORK_HELP_JOB_H

#include "domain/office/job.h"

extern const struct job_kind help_job;

#endif
