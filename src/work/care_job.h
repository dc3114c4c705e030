/* care: every ten minutes, what happens to active pairs by time alone: plans of visits nobody reported on are missed, messages nobody
 * read climb to the township, concerns past their deadline to the city; officers are told of their concerns, families that did not visit for
 * long are reminded. The job's log says how many of what. */
#ifndef YM_WORK_CARE_JOB_H
#define YM_WORK_CARE_JOB_H

#include "domain/office/job.h"

extern const struct job_kind care_job;

#endif
