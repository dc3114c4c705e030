#include "work/reseal_job.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/office/reseal.h"
#include "domain/office/work.h"

/* The input is the key to seal with and a length of each table, in ids: `2 21317 1016 …`. Lengths are only for the position: it is
 * the sum of those of the tables before, and the id reached in the present one. They are a little longer than the tables were,
 * since people go on registering; what lies behind them all the same is done in the table's last step. */
enum { tables_most = 32, running_jobs = 1 };

struct plan {
	unsigned key_id;
	size_t tables;
	int64_t length[tables_most];
};

static int64_t length_of(int64_t highest)
{
	return highest + highest / 16 + 16;
}

static bool take_number(const char **text, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(*text, &end, 10);
	if (end == *text || errno != 0 || *out <= 0 || (*end != ' ' && *end != '\0'))
		return false;
	*text = end;
	return true;
}

static enum err read_plan(const char *text, struct plan *out, struct fault *fault)
{
	struct plan plan = { 0 };
	int64_t key_id = 0;
	bool good = text != NULL && take_number(&text, &key_id);

	for (const struct resealed_table *table = resealed_tables; good && table->name != NULL; table++)
		good = plan.tables < tables_most && take_number(&text, &plan.length[plan.tables++]);
	if (!good || *text != '\0')
		return fault_note(fault, E_INVALID, "key_rotate: this is no plan of the tables there are");
	plan.key_id = (unsigned)key_id;
	*out = plan;
	return OK;
}

/* Where the position lies: a table, and the id reached in it. */
static size_t locate(const struct plan *plan, int64_t position, int64_t *before)
{
	size_t table = 0;

	*before = 0;
	while (table < plan->tables && position - *before >= plan->length[table])
		*before += plan->length[table++];
	return table;
}

static enum err note_wrong(struct work *work, struct arena *arena, const struct job *job, const struct resealed_table *table,
			   const struct resealed *resealed)
{
	if (resealed->wrong == 0)
		return OK;
	return job_log(work->db, job->id, "cannot_open", resealed->wrong,
		       arena_print(arena, "%s, id %" PRId64, table->name, resealed->first_wrong), clock_now(work->clock));
}

/* One slice; at the end of a table's length, all that is left of the table. */
static enum err seal_some(struct work *work, struct arena *arena, const struct job *job, const struct plan *plan, size_t at,
			  int64_t before, int64_t *position)
{
	const struct resealed_table *table = &resealed_tables[at];
	struct resealed resealed = { .last = job->position - before };

	do {
		TRY(reseal_slice(work->db, arena, work->keyring, table, resealed.last, &resealed));
		TRY(note_wrong(work, arena, job, table, &resealed));
	} while (!resealed.end && resealed.last >= plan->length[at]);
	*position = before + (resealed.end ? plan->length[at] : resealed.last);
	return OK;
}

static enum err step(struct work *work, struct arena *arena, const struct job *job, struct job_step *out)
{
	int64_t before, position = job->position;
	struct plan plan = { 0 };
	size_t at;

	TRY(read_plan(job->input, &plan, work->fault));
	/* Whoever queued it may have read the key's file before us. */
	(void)keyring_refresh(work->keyring, NULL);
	if (keyring_current(work->keyring) < plan.key_id)
		return job_refuse(work, JOB_KEY_UNKNOWN, fault_note(work->fault, E_BUSY, "key_rotate: key %u is not known here yet",
								    plan.key_id));
	at = locate(&plan, position, &before);
	if (at < plan.tables)
		TRY(seal_some(work, arena, job, &plan, at, before, &position));
	out->position = position;
	out->done = locate(&plan, position, &before) == plan.tables;
	return OK;
}

const struct job_kind reseal_job = { .name = "key_rotate", .step = step };

static enum err under_way(struct db *db, struct arena *arena, enum job_state state, unsigned key_id, struct timestamp now, int64_t *id)
{
	const struct job_search search = { .kind = reseal_job.name, .state = state, .of_state = true, .rows = running_jobs };
	const struct job *job;
	struct rows rows;
	bool more;

	TRY(job_list(db, arena, &search, now, &rows, &more));
	job = rows.row;
	if (rows.count == 0 || job->input == NULL || strtoul(job->input, NULL, 10) != key_id)
		return E_NOT_FOUND;
	*id = job->id;
	return OK;
}

static enum err make_plan(struct db *db, struct arena *arena, unsigned key_id, struct job_wish *wish)
{
	struct buffer input;

	buffer_init(&input, arena, 128);
	buffer_append_int(&input, key_id);
	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		int64_t highest;

		TRY(reseal_highest(db, arena, table, &highest));
		buffer_append_char(&input, ' ');
		buffer_append_int(&input, length_of(highest));
		wish->total += length_of(highest);
	}
	wish->input = input.data;
	return OK;
}

enum err reseal_job_queue(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			  struct timestamp now, int64_t *id)
{
	struct job_wish wish = { .kind = reseal_job.name };
	const struct key_row *keys;
	const size_t count = keyring_list(keyring, arena, &keys);
	const unsigned key_id = keyring_current(keyring);
	enum err err;

	if (count < 2 || !keys[count - 1].seals)
		return E_CONFLICT;
	err = under_way(db, arena, JOB_RUNNING, key_id, now, id);
	if (err == E_NOT_FOUND)
		err = under_way(db, arena, JOB_WAITING, key_id, now, id);
	if (err != E_NOT_FOUND)
		return err;
	TRY(make_plan(db, arena, key_id, &wish));
	wish.subject = arena_print(arena, "key:%u", key_id);
	return job_queue(db, arena, actor, &wish, now, id);
}
