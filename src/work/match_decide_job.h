/* Approves all undecided proposals of a run, a slice a step: subject "match_run:ID", input the role of who asked. */
#ifndef YM_WORK_MATCH_DECIDE_JOB_H
#define YM_WORK_MATCH_DECIDE_JOB_H

#include "domain/office/job.h"

extern const struct job_kind match_decide_job;

#endif
