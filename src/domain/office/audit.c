#include "domain/office/audit.h"

#include <inttypes.h>
#include <string.h>

#include "domain/office/audit_chain.h"
#include "domain/office/audit_record.h"

const char *const audit_outcome_names[] = { "done", "seen", "refused", NULL };

static const struct shape head_shape = SHAPE(audit_head, COLUMN(audit_head, seq), COLUMN(audit_head, hash));
static const struct shape record_shape = SHAPE(audit_record,
	COLUMN(audit_record, seq), COLUMN(audit_record, at), COLUMN(audit_record, account_id), COLUMN(audit_record, actor),
	COLUMN(audit_record, role), COLUMN(audit_record, action), COLUMN(audit_record, subject), COLUMN(audit_record, unit_path),
	COLUMN(audit_record, outcome, .names = audit_outcome_names), COLUMN(audit_record, reason, .nullable = true),
	COLUMN(audit_record, detail, .nullable = true), COLUMN(audit_record, hash));

static const struct statement lock_head = { .sql = "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE",
					    .row = &head_shape };
static const struct statement read_head = { .sql = "SELECT seq, hash FROM audit_head WHERE id = 1", .row = &head_shape };
static const struct statement move_head = { .sql = "UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1", .params = "ix" };

const struct statement audit_append = {
	.sql = "INSERT INTO audit_event (seq, at, account_id, actor, role, action, subject, unit_path, outcome, reason, detail, "
	       "hash) VALUES (?, ?, NULLIF(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &record_shape };

const struct statement *const audit_statements[] = { &lock_head, &read_head, &move_head, &audit_append, NULL };

enum err audit_head_read(struct db *db, struct arena *arena, struct audit_head *out)
{
	return db_one(db, arena, &read_head, out);
}

enum err audit_head_lock(struct db *db, struct arena *arena, struct audit_head *out)
{
	const enum err err = db_one(db, arena, &lock_head, out);

	return err == E_NOT_FOUND ? E_INTERNAL : err;		/* an installation without its row of audit_head */
}

enum err audit_head_move(struct db *db, const struct audit_head *head)
{
	return db_run(db, &move_head, NULL, head->seq, head->hash);
}

enum err audit_appended(enum err err)
{
	return err == E_CONFLICT ? E_INTERNAL : err;
}

static struct bytes bytes_of(const char *text)
{
	return (struct bytes){ .data = (const uint8_t *)text, .length = text != NULL ? strlen(text) : 0 };
}

static struct bytes hash_of(struct arena *arena, const struct audit_head *head, const struct audit_record *record)
{
	const char *account = record->account_id != 0 ? arena_print(arena, "%" PRId64, record->account_id) : NULL;
	const struct bytes values[audit_values] = {
		[AUDIT_AT] = bytes_of(audit_instant(arena, record->at)), [AUDIT_ACCOUNT] = bytes_of(account),
		[AUDIT_ACTOR] = bytes_of(record->actor), [AUDIT_ROLE] = bytes_of(record->role),
		[AUDIT_ACTION] = bytes_of(record->action), [AUDIT_SUBJECT] = bytes_of(record->subject),
		[AUDIT_UNIT_PATH] = bytes_of(record->unit_path),
		[AUDIT_OUTCOME] = bytes_of(audit_outcome_names[record->outcome]),
		[AUDIT_REASON] = bytes_of(record->reason), [AUDIT_DETAIL] = bytes_of(record->detail) };

	return audit_link(arena, head->hash, record->seq, values);
}

static const char *text_or_empty(const char *text)
{
	return text != NULL ? text : "";
}

void audit_record_make(struct arena *arena, const struct audit_head *head, const struct actor *actor,
		       const struct audit_event *event, struct timestamp now, struct audit_record *out)
{
	/* The worker, a command, or somebody who is only signing in acts in no role. */
	const bool in_role = actor->account_id != 0 && actor->unit_id != 0;
	const char *path = event->unit_path != NULL ? event->unit_path : actor->unit_path;

	*out = (struct audit_record){
		.seq = head->seq + 1, .at = now, .account_id = actor->account_id, .actor = text_or_empty(actor->login),
		.role = in_role ? office_role_names[actor->role] : "none", .action = event->action,
		.subject = text_or_empty(event->subject), .unit_path = text_or_empty(path), .outcome = event->outcome,
		.reason = event->reason, .detail = event->detail };
	out->hash = hash_of(arena, head, out);
}

enum err audit_lock(struct db *db, struct arena *arena)
{
	struct audit_head head;

	return audit_head_lock(db, arena, &head);
}

enum err audit_write(struct db *db, struct arena *arena, const struct actor *actor, const struct audit_event *event,
		     struct timestamp now)
{
	struct audit_record record;
	struct audit_head head;

	TRY(audit_head_lock(db, arena, &head));
	audit_record_make(arena, &head, actor, event, now, &record);
	TRY(audit_appended(db_run(db, &audit_append, NULL, &record)));
	return audit_head_move(db, &(struct audit_head){ .seq = record.seq, .hash = record.hash });
}

struct noting {
	struct db *db;
	struct arena *arena;
	const struct actor *actor;
	const struct audit_event *event;
	struct timestamp now;
};

static enum err note_one(void *context)
{
	const struct noting *noting = context;

	return audit_write(noting->db, noting->arena, noting->actor, noting->event, noting->now);
}

enum err audit_note(struct db *db, struct arena *arena, const struct actor *actor, const struct audit_event *event,
		    struct timestamp now)
{
	struct noting noting = { .db = db, .arena = arena, .actor = actor, .event = event, .now = now };

	return db_transaction(db, note_one, NULL, &noting, NULL);
}
