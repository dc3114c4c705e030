/* Who gets a programme's aid in a period: the register of a unit, page by page. Run again it adds nobody twice. */
#ifndef YM_WORK_AWARD_JOB_H
#define YM_WORK_AWARD_JOB_H

#include "domain/office/job.h"

extern const struct job_kind award_job;

#endif
