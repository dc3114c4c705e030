/* pairing: every minute, what time does to pairs: holds that ran out end, active pairs whose vetting or consent lapsed pause, and whoever
 * must act is told. The job's log says how many of what. */
#ifndef YM_WORK_PAIRING_JOB_H
#define YM_WORK_PAIRING_JOB_H

#include "domain/office/job.h"

extern const struct job_kind pairing_job;

#endif
