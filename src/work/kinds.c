#include "work/kinds.h"

#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/upload.h"
#include "work/reseal_job.h"

const struct job_kind *const work_kinds[] = { &reseal_job, NULL };

const struct statement *const *const work_statements[] = {
	job_statements, job_worker_statements, outbox_put_statements, outbox_worker_statements, upload_statements, audit_statements,
	NULL };
