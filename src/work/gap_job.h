/* Comparing who is entitled to aid with who has it: a run in steps, and one of each city every night (domain/aid/gap.h). */
#ifndef YM_WORK_GAP_JOB_H
#define YM_WORK_GAP_JOB_H

#include "domain/office/job.h"

extern const struct job_kind gap_job, gap_night_job;

#endif
