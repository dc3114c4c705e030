#include "work/import_job.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "domain/office/upload.h"
#include "exchange/table.h"

enum { progress_rows = 500 };

/* Of an XML file, per kind. */
static const char *const schemas[imports_of] = {
	[IMPORT_UNITS] = "units.xsd", [IMPORT_STUDENTS] = "students.xsd", [IMPORT_CAMPAIGNS] = "campaign_rows.xsd",
	[IMPORT_POVERTY] = "poverty.xsd", [IMPORT_AWARD_PAY] = "award_pay.xsd" };

struct feeding {
	struct import_run *run;
	const char *schema;		/* NULL: no XML */
	void (*progress)(void *context, int64_t rows);
	void *context;
	const char *refusal;		/* of the file */
	int64_t rows;
};

/* A file that breaks off in its midst is refused as a whole: what is missing nobody knows. */
static enum err feed(struct feeding *feeding, struct table *table, bool again)
{
	struct table_refusal refusal = { NULL };
	bool enough = false;

	while (!enough) {
		struct table_row row;
		const enum err err = table_next(table, &row, &refusal);

		if (err == E_NOT_FOUND)
			return OK;
		if (err == E_INVALID) {
			feeding->refusal = refusal.word;
			return OK;
		}
		TRY(err);
		if (again)
			TRY(import_run_row_again(feeding->run, row.number, row.cell, row.count));
		else
			TRY(import_run_row(feeding->run, row.number, row.cell, row.count, &enough));
		if (feeding->progress != NULL && ++feeding->rows % progress_rows == 0)
			feeding->progress(feeding->context, feeding->rows);
	}
	return OK;
}

static enum err read_file(struct feeding *feeding, int fd, bool again)
{
	struct table_refusal refusal = { NULL };
	struct arena arena;
	struct table *table;
	const int own = dup(fd);
	enum err err;

	if (own < 0 || lseek(own, 0, SEEK_SET) != 0)
		return E_INTERNAL;
	arena_init(&arena, 0);
	err = table_open(&arena, own, feeding->schema, &table, &refusal);
	if (err == OK) {
		err = feed(feeding, table, again);
		table_close(table);
	} else if (err == E_INVALID) {
		feeding->refusal = refusal.word;
		err = OK;
	}
	arena_free(&arena);
	return err;
}

static enum err run_over(struct feeding *feeding, int fd, struct import_result *out)
{
	bool again = false;

	TRY(read_file(feeding, fd, false));
	if (feeding->refusal == NULL)
		TRY(import_run_end(feeding->run, &again));
	if (again)
		TRY(read_file(feeding, fd, true));
	if (feeding->refusal == NULL)
		return import_run_close(feeding->run, out);
	*out = (struct import_result){ .refusal = feeding->refusal };
	return OK;
}

enum err import_over_file(struct work *work, struct arena *arena, const struct import *import, int fd, bool commit,
			  void (*progress)(void *context, int64_t rows), void *context, struct import_result *out)
{
	struct feeding feeding = { .progress = progress, .context = context };
	struct import_order order = { .import_id = import->id, .of = import->kind, .unit_id = import->unit_id, .scope = import->unit_path,
				      .source = import->source, .mapping = import->mapping, .now = clock_now(work->clock),
				      .commit = commit };
	struct import_result result;
	struct actor actor;

	if (work->schema_dir != NULL)
		feeding.schema = arena_print(arena, "%s/%s", work->schema_dir, schemas[import->kind]);
	TRY(import_actor(arena, import, &actor));
	order.actor = &actor;
	TRY(import_run_begin(work->db, arena, work->keyring, &order, &feeding.run));
	TRY(run_over(&feeding, fd, &result));
	if (!commit)
		TRY(import_checked(work->db, import->id, &result, order.now));
	else if (result.refusal == NULL)
		TRY(import_committed(work->db, arena, import, &actor, &result, order.now));
	else
		return E_INTERNAL;	/* the check let the same file pass */
	*out = result;
	return OK;
}

static int64_t id_of_subject(const struct job *job)
{
	const char *colon = strchr(job->subject, ':');

	return colon != NULL ? strtoll(colon + 1, NULL, 10) : 0;
}

static void show_rows(void *work, int64_t rows)
{
	job_show(work, rows);
}

static enum err step(struct work *work, struct arena *arena, const struct job *job, struct job_step *step, bool commit)
{
	struct import_result result;
	struct import import;
	struct arena scratch;
	bool allowed;
	enum err err;
	int fd;

	TRY(import_find(work->db, arena, NULL, id_of_subject(job), &import));
	if (import.state != (commit ? IMPORT_COMMITTING : IMPORT_CHECKING))
		return E_CONFLICT;
	TRY(import_is_allowed(work->db, arena, &import, &allowed));
	if (!allowed)
		return job_refuse(work, JOB_NOT_ALLOWED, E_DENIED);
	arena_init(&scratch, 0);
	err = upload_open(work->db, &scratch, work->keyring, import.upload_id, &fd);
	arena_free(&scratch);
	TRY(err);
	err = import_over_file(work, arena, &import, fd, commit, show_rows, work, &result);
	close(fd);
	TRY(err);
	step->position = step->total = result.counts.seen;
	step->done = true;
	return job_log(work->db, job->id, commit ? "committed" : result.refusal != NULL ? "refused" : "checked", result.counts.seen,
		       result.refusal, clock_now(work->clock));
}

static enum err check(struct work *work, struct arena *arena, const struct job *job, struct job_step *job_step)
{
	return step(work, arena, job, job_step, false);
}

static enum err commit(struct work *work, struct arena *arena, const struct job *job, struct job_step *job_step)
{
	return step(work, arena, job, job_step, true);
}

static enum err end(struct work *work, struct arena *arena, const struct job *job)
{
	(void)arena;
	if (job->state == JOB_DONE)
		return OK;
	return import_stopped(work->db, id_of_subject(job), job->state == JOB_CANCELLED, clock_now(work->clock));
}

const struct job_kind import_check_job = { .name = "import_check", .step = check, .end = end };
const struct job_kind import_commit_job = { .name = "import_commit", .step = commit, .end = end };
