/* Every kind of job that the worker knows, and the statements it prepares: each *_job.c is a line here. */
#ifndef YM_WORK_KINDS_H
#define YM_WORK_KINDS_H

#include "domain/office/job.h"

extern const struct job_kind *const work_kinds[];

/* Lists of statements, for `yimeng worker --check`. */
extern const struct statement *const *const work_statements[];

#endif
