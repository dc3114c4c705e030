/* A run of the solver as a job: subject "match_run:ID", one step. */
#ifndef YM_WORK_MATCH_JOB_H
#define YM_WORK_MATCH_JOB_H

#include "domain/office/job.h"

extern const struct job_kind match_run_job;

#endif
