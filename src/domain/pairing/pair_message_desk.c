#include "domain/pairing/pair_message_desk.h"

#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const struct shape waiting_message_shape = SHAPE(waiting_message,
	COLUMN(waiting_message, id), COLUMN(waiting_message, pair_code), COLUMN(waiting_message, student_code),
	COLUMN(waiting_message, school), COLUMN(waiting_message, sender, .names = message_sender_names), COLUMN(waiting_message, body),
	COLUMN(waiting_message, sent_at), COLUMN(waiting_message, climbed_at, .nullable = true));

struct queued_message {
	int64_t id;
	const char *message_key, *pair_code, *student_code, *school;
	enum message_sender sender;
	struct bytes body;
	struct timestamp sent_at, climbed_at;
};
static const struct shape queued_message_shape = SHAPE(queued_message,
	COLUMN(queued_message, id), COLUMN(queued_message, message_key), COLUMN(queued_message, pair_code),
	COLUMN(queued_message, student_code), COLUMN(queued_message, school),
	COLUMN(queued_message, sender, .names = message_sender_names), COLUMN(queued_message, body, .nullable = true),
	COLUMN(queued_message, sent_at), COLUMN(queued_message, climbed_at, .nullable = true));

/* Ids grow with time. Whatever waits is little; it is read in its order and kept where the student's path is in scope. */
#define QUEUE                                                                                                       \
	"SELECT m.id, m.message_key, p.code AS pair_code, s.code AS student_code, u.name AS school, m.sender, m.body_sealed AS body, " \
	"m.sent_at, m.climbed_at FROM pair_message m FORCE INDEX (pair_message_waiting) JOIN pair p ON p.id = m.pair_id "       \
	"JOIN student s ON s.id = p.student_id JOIN unit u ON u.id = s.school_id "                                              \
	"WHERE m.waits = TRUE AND s.path LIKE CONCAT(?, '%') AND (? OR m.climbed_at IS NOT NULL) "
static const struct statement queue = {
	.sql = QUEUE "AND m.id > ? ORDER BY m.id LIMIT ?", .params = "sbii", .row = &queued_message_shape };
static const struct statement one_queued = { .sql = QUEUE "AND m.id = ?", .params = "sbi", .row = &queued_message_shape };

struct decided_message {
	const char *pair_code, *path;
	bool waits;
};
static const struct shape decided_message_shape = SHAPE(decided_message,
	COLUMN(decided_message, pair_code), COLUMN(decided_message, path), COLUMN(decided_message, waits));

#define OF_ONE                                                                                                      \
	"SELECT p.code AS pair_code, s.path, m.decided_at IS NULL AS waits FROM pair_message m JOIN pair p ON p.id = m.pair_id " \
	"JOIN student s ON s.id = p.student_id WHERE m.id = ?"
static const struct statement one = { .sql = OF_ONE, .params = "i", .row = &decided_message_shape };

static const struct statement decide = {
	.sql = "UPDATE pair_message SET released = ?, decided_at = ?, decided_by = ?, reason = NULLIF(?, '') "
	       "WHERE id = ? AND decided_at IS NULL",
	.params = "btisi" };

struct late_message {
	int64_t id;
	const char *pair_code, *path;
};
static const struct shape late_message_shape = SHAPE(late_message,
	COLUMN(late_message, id), COLUMN(late_message, pair_code), COLUMN(late_message, path));

static const struct statement late = {
	.sql = "SELECT m.id, p.code AS pair_code, s.path FROM pair_message m JOIN pair p ON p.id = m.pair_id "
	       "JOIN student s ON s.id = p.student_id WHERE m.waits = TRUE AND m.sent_at < ? AND m.climbed_at IS NULL ORDER BY m.id LIMIT ?",
	.params = "ti", .row = &late_message_shape };

static const struct statement climb = {
	.sql = "UPDATE pair_message SET climbed_at = ? WHERE id = ? AND decided_at IS NULL AND climbed_at IS NULL", .params = "ti" };

const struct statement *const pair_message_desk_statements[] = { &queue, &one_queued, &one, &decide, NULL };
const struct statement *const pair_message_worker_statements[] = { &late, &climb, NULL };

static enum err open_message(const struct keyring *keyring, struct arena *arena, const struct queued_message *queued,
			     struct waiting_message *out)
{
	struct secret body;

	TRY(seal_open(keyring, arena, place_in(&place_pair_message_body, queued->message_key), queued->body, &body));
	*out = (struct waiting_message){
		.id = queued->id, .pair_code = queued->pair_code, .student_code = queued->student_code, .school = queued->school,
		.sender = queued->sender, .body = body.hidden, .sent_at = queued->sent_at, .climbed_at = queued->climbed_at };
	return OK;
}

enum err pair_message_waiting(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, int64_t id,
			      struct waiting_message *out)
{
	struct queued_message queued;

	TRY(db_one(db, arena, &one_queued, &queued, actor->unit_path, actor->role == ROLE_SCHOOL, id));
	return open_message(keyring, arena, &queued, out);
}

enum err pair_message_queue(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, int64_t after,
			    int64_t rows, struct rows *out, bool *more)
{
	const struct queued_message *queued;
	struct waiting_message *waiting;
	struct rows read;

	TRY(db_all(db, arena, &queue, &read, actor->unit_path, actor->role == ROLE_SCHOOL, after, rows + 1));
	queued = read.row;
	*more = (int64_t)read.count > rows;
	read.count -= *more;
	waiting = ARENA_ARRAY(arena, struct waiting_message, read.count);
	for (size_t i = 0; i < read.count; i++)
		TRY(open_message(keyring, arena, &queued[i], &waiting[i]));
	*out = (struct rows){ waiting, read.count };
	return OK;
}

enum err pair_message_place(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char **pair_code,
			    bool *in_scope)
{
	struct decided_message message;

	TRY(db_one(db, arena, &one, &message, id));
	*pair_code = message.pair_code;
	*in_scope = scope_holds(actor->unit_path, message.path);
	return OK;
}

enum err pair_message_decide(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, bool released, const char *reason,
			     struct timestamp now)
{
	struct audit_event event = { .action = released ? "message_release" : "message_refuse", .reason = reason };
	struct decided_message message;
	uint64_t decided = 0;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &one, &message, id));
	if (!scope_holds(actor->unit_path, message.path))
		return E_NOT_FOUND;
	TRY(db_run(db, &decide, &decided, released, now, actor->account_id, reason != NULL ? reason : "", id));
	if (decided == 0)
		return E_CONFLICT;
	event.subject = arena_print(arena, "pair:%s", message.pair_code);
	event.unit_path = message.path;
	return audit_write(db, arena, actor, &event, now);
}

enum err pair_message_climb(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *climbed)
{
	const struct timestamp since = { now.us - message_climb_days * INT64_C(86400000000) };
	const struct late_message *message;
	struct rows due;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &late, &due, since, rows));
	message = due.row;
	for (size_t i = 0; i < due.count; i++) {
		const struct audit_event event = {
			.action = "message_climb", .subject = arena_print(arena, "pair:%s", message[i].pair_code), .unit_path = message[i].path };
		uint64_t moved = 0;

		TRY(db_run(db, &climb, &moved, now, message[i].id));
		if (moved > 0)
			TRY(audit_write(db, arena, &actor_worker, &event, now));
	}
	*climbed = (int64_t)due.count;
	return OK;
}
