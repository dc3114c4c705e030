/* vetting: every hour, families whose approval ends soon are told (domain/pairing/vetting_worker.h). */
#ifndef YM_WORK_VETTING_JOB_H
#define YM_WORK_VETTING_JOB_H

#include "domain/office/job.h"

extern const struct job_kind vetting_job;

#endif
