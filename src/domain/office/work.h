/* What the worker's steps are given. */
#ifndef YM_DOMAIN_OFFICE_WORK_H
#define YM_DOMAIN_OFFICE_WORK_H

#include <stdatomic.h>

#include "base/clock.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/job.h"

/* The job a thread is at; no job has id 0. */
struct job_hold {
	_Atomic int64_t id, claim;
	_Atomic int64_t shown;		/* rows the step in hand has done, for the eye */
};

struct work {
	struct db *db;
	struct keyring *keyring;
	const struct clock *clock;
	struct fault *fault;
	enum job_failure why;			/* set by job_refuse, for the step in hand */
	int64_t contact_days;			/* a pair not visited for longer is reminded; 0: none is */
	const char *schema_dir;			/* of the .xsd that files people bring must satisfy; NULL: XML is refused */
	/* The worker's own; NULL elsewhere. */
	struct job_hold *hold;
	const atomic_bool *stopping;				/* the step in hand is the last one */
	/* Told once of each job that ended. `trouble` is for the operator's log: what a job that failed failed of; NULL: not known. */
	void (*ended)(void *context, const struct job *job, const char *trouble);
	void *context;
};

#endif
