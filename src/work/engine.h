/* The worker's threads: some for jobs, one for the outbox, and the one that called, which keeps the heartbeats of long steps,
 * queues what is due, reads the key file again and waits for the signal to end. Each has a database connection of its own, and
 * each survives the database being away. */
#ifndef YM_WORK_ENGINE_H
#define YM_WORK_ENGINE_H

#include "domain/office/job.h"
#include "domain/office/outbox.h"

struct engine_options {
	const struct db_options *database;
	struct keyring *keyring;
	const struct job_kind *const *kinds;
	outbox_carrier *carrier;	/* NULL: messages are left to others */
	void *carrier_context;
	const char *schema_dir;		/* of the .xsd for files people bring; NULL: XML is refused */
	int64_t contact_days;		/* struct work's */
	int64_t job_threads, slice_ms;
	bool once;			/* do what is due now, in this thread alone, and return */
};

/* Until SIGTERM or SIGINT; the steps and the message in hand are finished first. A line in the log for each job that ended. `once`:
 * E_BUSY where the database is away. */
enum err engine_run(const struct engine_options *options, struct fault *fault) MUST_CHECK;

#endif
