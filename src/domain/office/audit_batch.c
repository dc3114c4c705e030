#include "domain/office/audit_record.h"

#include <string.h>

enum { batch_records = 512, batch_bytes = 512 * 1024 };

struct audit_batch {
	struct db *db;
	const struct actor *actor;
	struct timestamp now;
	struct audit_head head;		/* of the last event added; its hash lies in `hash` */
	uint8_t hash[32];
	struct arena arena;		/* of the events not yet sent */
	struct audit_record *records;
	size_t count;
};

static void release(void *context)
{
	struct audit_batch *batch = context;

	arena_free(&batch->arena);
}

/* The hash outlives the event it came with. */
static void take_head(struct audit_batch *batch, int64_t seq, struct bytes hash)
{
	memcpy(batch->hash, hash.data, sizeof batch->hash);
	batch->head = (struct audit_head){ .seq = seq, .hash = { .data = batch->hash, .length = sizeof batch->hash } };
}

enum err audit_batch_begin(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			   struct audit_batch **out)
{
	struct audit_batch *batch = ARENA_NEW(arena, struct audit_batch);
	struct audit_head head;

	TRY(audit_head_lock(db, arena, &head));
	batch->db = db;
	batch->actor = actor;
	batch->now = now;
	take_head(batch, head.seq, head.hash);
	arena_init(&batch->arena, 0);
	arena_defer(arena, release, batch);
	*out = batch;
	return OK;
}

static enum err flush(struct audit_batch *batch)
{
	const struct rows rows = { .row = batch->records, .count = batch->count };

	if (batch->count == 0)
		return OK;
	TRY(audit_appended(db_run_many(batch->db, &audit_append, rows, NULL)));
	arena_reset(&batch->arena);
	batch->records = NULL;
	batch->count = 0;
	return OK;
}

static const char *copy(struct arena *arena, const char *text)
{
	return text != NULL ? arena_copy_string(arena, text) : NULL;
}

enum err audit_batch_add(struct audit_batch *batch, const struct audit_event *event)
{
	struct arena *arena = &batch->arena;
	struct audit_record *record;

	if (batch->count == batch_records || arena_used(arena) > batch_bytes)
		TRY(flush(batch));
	if (batch->records == NULL)
		batch->records = ARENA_ARRAY(arena, struct audit_record, batch_records);
	record = &batch->records[batch->count++];
	audit_record_make(arena, &batch->head, batch->actor, event, batch->now, record);
	record->action = copy(arena, record->action);
	record->subject = copy(arena, record->subject);
	record->unit_path = copy(arena, record->unit_path);
	record->reason = copy(arena, record->reason);
	record->detail = copy(arena, record->detail);
	take_head(batch, record->seq, record->hash);
	return OK;
}

enum err audit_batch_end(struct audit_batch *batch)
{
	TRY(flush(batch));
	return audit_head_move(batch->db, &batch->head);
}
