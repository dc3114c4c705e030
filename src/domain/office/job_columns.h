/* Between job.c and job_worker.c: how a job is read. */
#ifndef YM_DOMAIN_OFFICE_JOB_COLUMNS_H
#define YM_DOMAIN_OFFICE_JOB_COLUMNS_H

#include "domain/office/job.h"

/* What depends on the time of day is worked out in C (job_work_out): one place, and the statement keeps its plan. */
#define JOB_COLUMNS_FROM(hint)                                                                                         \
	"SELECT j.id, j.kind, j.subject, j.state, COALESCE(j.account_id, 0) AS account_id, a.login, j.unit_path, j.input, "    \
	"j.total, j.position, GREATEST(j.position, j.shown) AS shown, 0 AS percent, j.claim, CAST(j.attempts AS SIGNED) AS attempts, j.queued_at, j.started_at, "      \
	"j.heartbeat_at, j.ended_at, j.cancel_asked_at, 0 AS rows_per_second, 0 AS seconds_left, j.failure "                   \
	"FROM job j " hint " LEFT JOIN account a ON a.id = j.account_id "
#define JOB_COLUMNS JOB_COLUMNS_FROM("")

/* Percent, rows a second, seconds left; and a failure that has no name is a broken one. */
void job_work_out(struct job *job, struct timestamp now);

#endif
